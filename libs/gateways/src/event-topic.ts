import type { EventEnvelope } from '#libs/contracts';
import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import { notificationClient } from './clients/notification-client.ts';

/** A service's own topic, where it tells what happened. */
export interface EventTopic {
  /** Publishes in order. @throws Error naming the first event that SNS did not take */
  publish(events: readonly EventEnvelope[]): Promise<void>;
}

// https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
const BATCH_SIZE = 10;

/** The SNS topic; the type of an event is a message attribute, so that subscriptions can filter by it. */
export const eventTopic = (topicArn: string, client: SNSClient = notificationClient()): EventTopic => ({
  async publish(events) {
    for (let first = 0; first < events.length; first += BATCH_SIZE)
      await publishBatch(client, topicArn, events.slice(first, first + BATCH_SIZE));
  },
});

async function publishBatch(
  client: SNSClient,
  topicArn: string,
  events: readonly EventEnvelope[],
): Promise<void> {
  const entries = events.map((event, index) => ({
    Id: String(index),
    Message: JSON.stringify(event),
    MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
  }));
  const { Failed = [] } = await client.send(
    new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries }),
  );
  const [failure] = Failed;
  if (failure)
    throw new Error(
      `Event ${events[Number(failure.Id)]?.id} was not published: ${failure.Code} ${failure.Message}`,
    );
}
