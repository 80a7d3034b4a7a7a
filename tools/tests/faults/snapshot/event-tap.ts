import { paginateListTopics, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { RunningCloud } from '#libs/testing';
import type { PublishedEvent } from '../../../simulation/src/invariants/index.ts';

/** Collects the events of all topics. */
export interface EventTap {
  /** @returns all events since the tap was opened, each once */
  read(): Promise<readonly PublishedEvent[]>;
}

/** Subscribes a queue of its own to all topics. */
export async function openEventTap({ clientConfig }: RunningCloud): Promise<EventTap> {
  const [sqs, sns] = [new SQSClient(clientConfig), new SNSClient(clientConfig)];
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'fault-test-events' }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  for await (const { Topics = [] } of paginateListTopics({ client: sns }, {}))
    for (const { TopicArn } of Topics)
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Attributes!['QueueArn'] }));
  const events = new Map<string, PublishedEvent>();

  return {
    async read() {
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
        );
        if (Messages.length === 0) return [...events.values()];
        for (const { Body = '{}' } of Messages) {
          const event = toEvent(Body);
          if (event !== undefined) events.set(event.id, event);
        }
        await sqs.send(
          new DeleteMessageBatchCommand({
            QueueUrl,
            Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
          }),
        );
      }
    },
  };
}

/** @returns undefined for messages that are no events, such as notifications of alarms */
function toEvent(body: string): PublishedEvent | undefined {
  const { Message } = JSON.parse(body) as { readonly Message?: string };
  try {
    const event = JSON.parse(Message ?? body) as Partial<PublishedEvent>;
    return event.id !== undefined && event.type !== undefined ? (event as PublishedEvent) : undefined;
  } catch {
    return undefined;
  }
}
