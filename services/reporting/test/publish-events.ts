import { snsClient } from '#libs/aws';
import type { EventEnvelope } from '#libs/contracts';
import { eventTopic } from '#libs/gateways';
import { runningCloud } from '#libs/testing';

/** Publishes events on the topics of their services. */
export async function publishEvents(events: readonly EventEnvelope[]): Promise<void> {
  const cloud = runningCloud();
  const client = snsClient(cloud.clientConfig);
  for (const source of new Set(events.map((event) => event.source))) {
    const topicArn = await cloud.parameter(`/tradewind/local/${source}/topic-arn`);
    await eventTopic(topicArn, client).publish(events.filter((event) => event.source === source));
  }
}
