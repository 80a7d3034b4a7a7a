import type { EventEnvelope } from '#libs/contracts';
import type { EventTopic } from '#libs/gateways';
import { log } from '../log-events.ts';
import { changeHandler, type Change, type RecordedChange } from './change-handler.ts';
import type { DomainEvent } from './domain-event.ts';
import { ChangeRejected, type RejectedChanges } from './rejected-change.ts';

interface Dependencies {
  /** The service that publishes: `catalog`. */
  readonly source: string;
  readonly topic: EventTopic;
  /** The on-failure destination of the stream. It receives changes whose events violate their contracts. */
  readonly rejectedChanges: RejectedChanges;
  /** Returns the events that a change results in, if any. It may read what the change itself does not contain. */
  readonly toEvents: (change: Change) => readonly DomainEvent[] | Promise<readonly DomainEvent[]>;
}

/**
 * Creates the Lambda handler that publishes events from a table's stream (a transactional outbox): every write is
 * published, and nothing that was not written. An event has the same id each time the stream delivers its change.
 *
 * Each event is validated against its own contract before it is published: consumers validate it too, so an invalid event
 * would end in the dead-letter queue of every consumer, and the producer would not notice. The valid events of the same
 * change are published.
 *
 * @example export const handler = eventPublisher({ source: 'inventory', topic: eventTopic(env.TOPIC), rejectedChanges: messageQueue(env.QUEUE), toEvents: toStockEvents });
 */
export const eventPublisher = ({ source, topic, rejectedChanges, toEvents }: Dependencies) =>
  changeHandler(async (recorded) => {
    const events = await toEvents(recorded.change);
    const checked = events.map((event, index) => check(event, index, recorded, source));
    const valid = checked.filter(({ violations }) => violations.length === 0).map(({ envelope }) => envelope);
    if (valid.length > 0) await topic.publish(valid);
    for (const { type, subject, revision } of valid) log.info('event.published', { type, subject, revision });
    const invalid = checked.find(({ violations }) => violations.length > 0);
    if (invalid) throw new ChangeRejected(invalid.envelope, invalid.violations);
  }, rejectedChanges);

interface CheckedEvent {
  readonly envelope: EventEnvelope;
  readonly violations: readonly string[];
}

function check(
  { contract, subject, revision, data }: DomainEvent,
  index: number,
  { id, occurredAt, correlationId }: RecordedChange,
  source: string,
): CheckedEvent {
  const { type, version } = contract;
  const envelope = {
    id: `${id}-${index}`,
    type,
    version,
    source,
    subject,
    revision,
    occurredAt,
    correlationId,
    data,
  };
  if (contract.validate(envelope)) return { envelope, violations: [] };
  const errors = contract.validate.errors ?? [];
  return { envelope, violations: errors.map(({ instancePath, message }) => `${instancePath} ${message}`) };
}
