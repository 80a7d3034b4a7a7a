import type { EventEnvelope } from '#libs/contracts';
import type { EventTopic } from '#libs/gateways';

/** A topic that remembers what was published. */
export function recordingTopic(): EventTopic & { readonly published: EventEnvelope[] } {
  const published: EventEnvelope[] = [];
  return { published, publish: async (events) => void published.push(...events) };
}
