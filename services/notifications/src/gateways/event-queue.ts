import type { EventEnvelope } from '#libs/contracts';
import { messageQueue, type EventTopic } from '#libs/gateways';

/** A queue of this service in the place of a topic, for events that concern nobody else. */
export function eventQueue(queueUrl: string): EventTopic {
  const queue = messageQueue<EventEnvelope>(queueUrl);
  return {
    async publish(events) {
      for (const event of events) await queue.send(event);
    },
  };
}
