import {
  OrderCanceled,
  OrderPlaced,
  PaymentFailed,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
  type EventOf,
} from '#libs/contracts';
import type { OrderContact } from './contact.ts';
import type { ConsumedEvent } from './consumed-event.ts';

/** The events that customers are emailed about. */
export const emailedContracts = [
  OrderPlaced,
  OrderCanceled,
  PaymentFailed,
  PaymentRefunded,
  ShipmentDispatched,
  ShipmentDelivered,
] as const;

export type EmailedEvent = {
  [K in keyof typeof emailedContracts]: EventOf<(typeof emailedContracts)[K]>;
}[number];

export const isEmailed = (event: ConsumedEvent): event is EmailedEvent =>
  emailedContracts.some(({ type }) => type === event.type);

/** A guest is not emailed about a declined payment: the response says so, and the address may be a stranger's. */
export const isEmailedTo = ({ type }: EmailedEvent, { customerId }: OrderContact): boolean =>
  type !== 'PaymentFailed' || customerId !== undefined;

// Customers are not emailed about events that are replayed or redriven later.
const MAX_AGE_DAYS = 7;
const MILLISECONDS_PER_DAY = 86_400_000;

export const isRecent = ({ occurredAt }: { occurredAt: string }, now: Date): boolean =>
  now.getTime() - Date.parse(occurredAt) <= MAX_AGE_DAYS * MILLISECONDS_PER_DAY;
