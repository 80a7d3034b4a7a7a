import type { EventContract, EventEnvelope, EventOf } from '#libs/contracts';
import type { EventTopic } from '#libs/gateways';
import { log } from '../log-events.ts';
import { changeHandler, type Change, type RecordedChange } from './change-handler.ts';

/** What a change means to others: an event without the envelope that the publisher puts around it. */
export interface DomainEvent {
  readonly contract: EventContract;
  readonly subject: string;
  readonly revision: number;
  readonly data: unknown;
}

/**
 * Pairs an event's contract with what it tells, which the contract types.
 *
 * @example happened(StockChanged, { subject: productId, revision: version, data: { productId, available } })
 */
export const domainEvent = <C extends EventContract>(
  contract: C,
  { subject, revision, data }: Pick<EventOf<C>, 'subject' | 'revision' | 'data'>,
): DomainEvent => ({ contract, subject, revision, data });

interface Dependencies {
  /** The service that tells: `catalog`. */
  readonly source: string;
  readonly topic: EventTopic;
  /** Pure: which events a change means, if any. */
  readonly toEvents: (change: Change) => readonly DomainEvent[];
}

/**
 * The Lambda handler of a table's stream: tells others what a change means. A write and its events thus cannot
 * come apart. An event's id is the same each time the stream delivers its change.
 */
export const eventPublisher = ({ source, topic, toEvents }: Dependencies) =>
  changeHandler(async (recorded) => {
    const events = envelopesOf(recorded, source, toEvents(recorded.change));
    if (events.length === 0) return;
    await topic.publish(events);
    for (const { type, subject, revision } of events)
      log.info('event.published', { type, subject, revision });
  });

const envelopesOf = (
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
