import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { EventContract, EventOf } from '#libs/contracts';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';

/** Sends a message to a queue, as SNS or a saga does. */
export async function send(service: string, queue: string, message: object): Promise<void> {
  const cloud = runningCloud();
  const QueueUrl = await cloud.ref(service, queue);
  const command = new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) });
  await new SQSClient(cloud.clientConfig).send(command);
}

/** The number of messages in a queue, including those in flight. */
export async function countMessages(service: string, queue: string): Promise<number> {
  const cloud = runningCloud();
  const { Attributes } = await new SQSClient(cloud.clientConfig).send(
    new GetQueueAttributesCommand({
      QueueUrl: await cloud.ref(service, queue),
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
}

/** Wraps data into an event envelope with a new id. */
export const toEvent = <C extends EventContract>(
  contract: C,
  { source, subject, revision, data }: Pick<EventOf<C>, 'source' | 'subject' | 'revision' | 'data'>,
) => ({
  id: newId('evt'),
  type: contract.type,
  version: contract.version,
  source,
  subject,
  revision,
  occurredAt: new Date().toISOString(),
  correlationId: 'test',
  data,
});
