import {
  OrderCanceled,
  OrderPlaced,
  PaymentFailed,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
  type EventOf,
} from '#libs/contracts';
import type { HeardEvent } from './heard-event.ts';

/** What a buyer is written about. */
export const mailedContracts = [
  OrderPlaced,
  OrderCanceled,
  PaymentFailed,
  PaymentRefunded,
  ShipmentDispatched,
  ShipmentDelivered,
] as const;

export type MailedEvent = {
  [K in keyof typeof mailedContracts]: EventOf<(typeof mailedContracts)[K]>;
}[number];

export const isMailed = (event: HeardEvent): event is MailedEvent =>
  mailedContracts.some(({ type }) => type === event.type);

// What is replayed or redriven later than this is no news to a buyer any more.
const NEWS_DAYS = 7;
const MILLISECONDS_PER_DAY = 86_400_000;

export const isNews = ({ occurredAt }: { occurredAt: string }, now: Date): boolean =>
  now.getTime() - Date.parse(occurredAt) <= NEWS_DAYS * MILLISECONDS_PER_DAY;
