import type { EventEnvelope } from '#libs/contracts';
import type { EventTopic } from '#libs/gateways';
import { log } from '../log-events.ts';
import { changeHandler, type Change, type RecordedChange } from './change-handler.ts';
import type { DomainEvent } from './domain-event.ts';

interface Dependencies {
  /** The service that publishes: `catalog`. */
  readonly source: string;
  readonly topic: EventTopic;
  /** Pure: returns the events that a change results in, if any. */
  readonly toEvents: (change: Change) => readonly DomainEvent[];
}

/**
 * Creates the Lambda handler that publishes events from a table's stream (a transactional outbox): every write is
 * published, and nothing that was not written. An event has the same id each time the stream delivers its change.
 *
 * @example export const handler = eventPublisher({ source: 'inventory', topic: eventTopic(env.TOPIC), toEvents: toStockEvents });
 */
export const eventPublisher = ({ source, topic, toEvents }: Dependencies) =>
  changeHandler(async (recorded) => {
    const events = toEnvelopes(recorded, source, toEvents(recorded.change));
    if (events.length === 0) return;
    await topic.publish(events);
    for (const { type, subject, revision } of events)
      log.info('event.published', { type, subject, revision });
  });

const toEnvelopes = (
  { id, occurredAt, correlationId }: RecordedChange,
  source: string,
  events: readonly DomainEvent[],
): EventEnvelope[] =>
  events.map(({ contract, subject, revision, data }, index) => ({
    id: `${id}-${index}`,
    type: contract.type,
    version: contract.version,
    source,
    subject,
    revision,
    occurredAt,
    correlationId,
    data,
  }));
