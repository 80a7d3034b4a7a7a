import { randomUUID } from 'node:crypto';
import { paginateListTopics, SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { RunningCloud } from '#libs/testing';
import { messages, type Stored } from './everything-stored.ts';

/** Collects every event that is published to any topic, until it is closed. */
export async function tapTopics({ clientConfig }: RunningCloud) {
  const sqs = new SQSClient(clientConfig);
  const sns = new SNSClient(clientConfig);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `tap-${randomUUID()}` }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const subscriptions: (string | undefined)[] = [];
  for await (const { Topics = [] } of paginateListTopics({ client: sns }, {}))
    for (const { TopicArn } of Topics) {
      const { SubscriptionArn } = await sns.send(
        new SubscribeCommand({
          TopicArn,
          Protocol: 'sqs',
          Endpoint: Attributes!['QueueArn'],
          ReturnSubscriptionArn: true,
        }),
      );
      subscriptions.push(SubscriptionArn);
    }

  return {
    async events(): Promise<Stored[]> {
      const collected: Stored[] = [];
      for await (const { text } of messages(sqs, QueueUrl!)) collected.push({ place: 'topic', text });
      return collected;
    },
    async close(): Promise<void> {
      for (const SubscriptionArn of subscriptions)
        await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
