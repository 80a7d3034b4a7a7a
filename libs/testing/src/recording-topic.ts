import type { EventEnvelope } from '#libs/contracts';
import type { EventTopic } from '#libs/gateways';

/** Creates a topic that records the published events. */
export function recordingTopic(): EventTopic & { readonly published: EventEnvelope[] } {
  const published: EventEnvelope[] = [];
  return { published, publish: async (events) => void published.push(...events) };
}
