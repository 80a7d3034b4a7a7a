import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { DeleteParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { EventEnvelope } from '#libs/contracts';
import { eventTopic, messageQueue, parameterStore } from '#libs/gateways';
import { parameterStoreClient, snsClient, sqsClient } from '#libs/aws';
import { runningCloud } from '#libs/testing';

const { clientConfig } = runningCloud();
const queues = new SQSClient(clientConfig);
const topics = new SNSClient(clientConfig);

async function newQueue(): Promise<{ url: string; arn: string }> {
  const QueueName = `gateway-test-${randomUUID()}`;
  const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName }));
  return { url: QueueUrl, arn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}` };
}

async function received(url: string, expectedCount: number): Promise<unknown[]> {
  const bodies: unknown[] = [];
  for (let tries = 0; bodies.length < expectedCount && tries < 10; tries++) {
    const receive = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
    const { Messages = [] } = await queues.send(receive);
    bodies.push(...Messages.map(({ Body = '' }) => JSON.parse(Body) as unknown));
  }
  return bodies;
}

const event = (type: string, revision: number): EventEnvelope => ({
  id: randomUUID(),
  type,
  version: 1,
  source: 'gateways',
  subject: 'x',
  revision,
  occurredAt: '2030-01-01T00:00:00.000Z',
  correlationId: 'c-1',
  data: {},
});

describe('messageQueue', () => {
  it('sends a message', async () => {
    const { url } = await newQueue();
    await messageQueue<{ jobId: number }>(url, sqsClient(clientConfig)).send({ jobId: 7 });
    expect(await received(url, 1)).toEqual([{ jobId: 7 }]);
  });
});

describe('eventTopic', () => {
  it('publishes more events than a batch holds, filterable by type', async () => {
    const { url, arn } = await newQueue();
    const { TopicArn = '' } = await topics.send(
      new CreateTopicCommand({ Name: `gateway-test-${randomUUID()}` }),
    );
    const topicMaySend = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arn,
        },
      ],
    };
    await queues.send(
      new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy: JSON.stringify(topicMaySend) } }),
    );
    const Attributes = { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify({ type: ['SeatTaken'] }) };
    await topics.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn, Attributes }));

    const events = Array.from({ length: 23 }, (_, index) =>
      event(index % 2 ? 'SeatTaken' : 'SeatLeft', index + 1),
    );
    await eventTopic(TopicArn, snsClient(clientConfig)).publish(events);
    const bodies = (await received(url, 11)) as EventEnvelope[];
    expect(bodies.map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual(
      events.filter(({ type }) => type === 'SeatTaken').map(({ revision }) => revision),
    );
  });
});

describe('parameterStore', () => {
  it('reads strings and secrets in several batches, and omits missing parameters', async () => {
    const client = new SSMClient(clientConfig);
    const prefix = `/tradewind/test/${randomUUID()}`;
    const names = Array.from({ length: 12 }, (_, index) => `${prefix}/${index}`);
    const store = parameterStore(parameterStoreClient(clientConfig));
    expect(await store.read(names)).toEqual(new Map());
    for (const [index, Name] of names.entries())
      await client.send(
        new PutParameterCommand({
          Name,
          Value: `value ${index}`,
          Type: index % 2 ? 'SecureString' : 'String',
        }),
      );
    const wanted = names.map((name, index) => [name, `value ${index}`] as const);
    expect(await store.read([...names, `${prefix}/none`])).toEqual(new Map(wanted));
    await client.send(new DeleteParametersCommand({ Names: names.slice(0, 10) }));
    await client.send(new DeleteParametersCommand({ Names: names.slice(10) }));
  });
});
