import type { EventEnvelope } from '#libs/contracts';
import type { SnsClient } from '#libs/aws';
import { notificationClient } from './clients/notification-client.ts';

/** The topic to which a service publishes its events. */
export interface EventTopic {
  /**
   * Publishes the events, in several requests at once: queues deliver them in any order anyway.
   *
   * @throws Error that names the first event SNS rejected, after all requests have ended
   */
  publish(events: readonly EventEnvelope[]): Promise<void>;
}

// https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
const BATCH_SIZE = 10;

/** Creates an {@link EventTopic} on SNS. The event type is a message attribute, so that subscriptions can filter by it. */
export const eventTopic = (topicArn: string, client: SnsClient = notificationClient()): EventTopic => ({
  async publish(events) {
    const starts = Array.from({ length: Math.ceil(events.length / BATCH_SIZE) }, (_, i) => i * BATCH_SIZE);
    const requests = starts.map((start) =>
      publishBatch(client, topicArn, events.slice(start, start + BATCH_SIZE)),
    );
    const failure = (await Promise.allSettled(requests)).find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') throw failure.reason;
  },
});

async function publishBatch(
  client: SnsClient,
  topicArn: string,
  events: readonly EventEnvelope[],
): Promise<void> {
  const entries = events.map((event, index) => ({
    Id: String(index),
    Message: JSON.stringify(event),
    MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
  }));
  const { Failed } = await client.publishBatch({ TopicArn: topicArn, PublishBatchRequestEntries: entries });
  const [failure] = Failed;
  if (failure)
    throw new Error(
      `Event ${events[Number(failure.Id)]?.id} was not published: ${failure.Code} ${failure.Message}`,
    );
}
