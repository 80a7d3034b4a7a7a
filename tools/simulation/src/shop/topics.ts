import type { EventEnvelope } from '#libs/contracts';
import type { EventTopic } from '#libs/gateways';
import type { Engine } from '../engine/engine.ts';
import { heldGateway } from '../engine/gateways.ts';
import type { Queue } from '../deliveries/queue.ts';

/** The topics of all services, and the events that were published. */
export interface Topics {
  topic(source: string): EventTopic;
  subscribe(types: readonly string[], queue: Queue): void;
  readonly events: readonly EventEnvelope[];
}

export function createTopics(engine: Engine): Topics {
  const events = new Map<string, EventEnvelope>();
  const subscriptions: { readonly types: readonly string[]; readonly queue: Queue }[] = [];
  const target: EventTopic = {
    async publish(published) {
      for (const event of published) {
        events.set(event.id, event);
        for (const { types, queue } of subscriptions) if (types.includes(event.type)) queue.send(event);
      }
    },
  };
  return {
    topic: (source) => heldGateway(engine, `${source}-topic`, target, { reads: [] }),
    subscribe: (types, queue) => void subscriptions.push({ types, queue }),
    get events() {
      return [...events.values()];
    },
  };
}
