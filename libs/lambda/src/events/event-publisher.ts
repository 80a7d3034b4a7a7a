import type { EventEnvelope } from '#libs/contracts';
import type { EventTopic } from '#libs/gateways';
import type { DynamoDBRecord } from 'aws-lambda';
import { log } from '../log-events.ts';
import {
  findFirstFailure,
  recordHandler,
  recordsHandler,
  toRecordedChange,
  type Change,
  type RecordedChange,
} from './change-handler.ts';
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
 * The events of a batch are published together, which takes a tenth of the requests and brings them to consumers together.
 * If that fails, they are published change by change, to report the first change that fails.
 *
 * @example export const handler = eventPublisher({ source: 'inventory', topic: eventTopic(env.TOPIC), rejectedChanges: messageQueue(env.QUEUE), toEvents: toStockEvents });
 */
export function eventPublisher({ source, topic, rejectedChanges, toEvents }: Dependencies) {
  const toCheckedEvents = async (record: DynamoDBRecord): Promise<readonly CheckedEvent[]> => {
    const recorded = toRecordedChange(record);
    const events = await toEvents(recorded.change);
    return events.map((event, index) => check(event, index, recorded, source));
  };
  const publish = async (checked: readonly CheckedEvent[]): Promise<void> => {
    const valid = checked.filter(isValid).map(({ envelope }) => envelope);
    if (valid.length > 0) await topic.publish(valid);
  };

  return recordsHandler(async (records, context) => {
    const checked = await collect(records, toCheckedEvents);
    const isPublished =
      records.length > 1 && (await publish([...checked.values()].flat()).then(succeeded, failed));
    const isHandled = recordHandler(async (record) => {
      const known = checked.get(record);
      const events = known ?? (await toCheckedEvents(record));
      if (!known || !isPublished) await publish(events);
      for (const { envelope } of events.filter(isValid)) {
        const { type, subject, revision } = envelope;
        log.info('event.published', { type, subject, revision });
      }
      const invalid = events.find((event) => !isValid(event));
      if (invalid) throw new ChangeRejected(invalid.envelope, invalid.violations);
    }, rejectedChanges);
    return findFirstFailure(records, (record) => isHandled(record, context));
  });
}

const succeeded = () => true;
const failed = () => false;

/** The events of each record, up to the first one that fails: it fails again, and is reported, when its turn comes. */
async function collect<T>(
  records: readonly DynamoDBRecord[],
  toValue: (record: DynamoDBRecord) => Promise<T>,
): Promise<ReadonlyMap<DynamoDBRecord, T>> {
  const collected = new Map<DynamoDBRecord, T>();
  for (const record of records) {
    try {
      collected.set(record, await toValue(record));
    } catch {
      break;
    }
  }
  return collected;
}

interface CheckedEvent {
  readonly envelope: EventEnvelope;
  readonly violations: readonly string[];
}

const isValid = ({ violations }: CheckedEvent): boolean => violations.length === 0;

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
