import { eventPublisher } from '#libs/lambda';
import { createStream, type Stream } from '../deliveries/stream.ts';
import type { Engine } from '../engine/engine.ts';
import type { Topics } from './topics.ts';

interface PublisherOptions extends Pick<Parameters<typeof eventPublisher>[0], 'source' | 'toEvents'> {
  /** The name of the function. */
  readonly name: string;
}

// Where publishers put changes whose events violate their contracts; the invariants then miss the events.
const rejectedChanges = { send: async () => {} };

/** The stream of a table whose changes a service publishes as events. */
export const publisherStream = (
  engine: Engine,
  topics: Topics,
  { name, source, toEvents }: PublisherOptions,
): Stream =>
  createStream(engine, {
    name,
    handler: eventPublisher({ source, topic: topics.topic(source), rejectedChanges, toEvents }),
  });
