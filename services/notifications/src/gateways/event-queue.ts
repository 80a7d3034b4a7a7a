import type { EventEnvelope } from '#libs/contracts';
import { messageQueue, type EventTopic } from '#libs/gateways';

/** Publishes internal events to a queue of this service instead of its topic. */
export function eventQueue(queueUrl: string): EventTopic {
  const queue = messageQueue<EventEnvelope>(queueUrl);
  return {
    async publish(events) {
      for (const event of events) await queue.send(event);
    },
  };
}
