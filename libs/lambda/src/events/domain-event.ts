import type { EventContract, EventOf } from '#libs/contracts';

/** An event without the metadata that the publisher adds. */
export interface DomainEvent {
  readonly contract: EventContract;
  readonly subject: string;
  readonly revision: number;
  readonly data: unknown;
}

/**
 * Creates a domain event, whose data must match its contract.
 *
 * @param contract  the contract of the event
 * @example domainEvent(StockChanged, { subject: productId, revision: version, data: { productId, available } })
 */
export const domainEvent = <C extends EventContract>(
  contract: C,
  { subject, revision, data }: Pick<EventOf<C>, 'subject' | 'revision' | 'data'>,
): DomainEvent => ({ contract, subject, revision, data });
