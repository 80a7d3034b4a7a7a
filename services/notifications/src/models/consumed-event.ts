import {
  CheckoutSubmitted,
  CustomerRegistered,
  OrderCanceled,
  OrderPlaced,
  PaymentFailed,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
  type EventOf,
} from '#libs/contracts';

/** The events that this service consumes; `infra/queues.yml` subscribes to the same types. */
export const consumedContracts = [
  CheckoutSubmitted,
  CustomerRegistered,
  OrderCanceled,
  OrderPlaced,
  PaymentFailed,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
] as const;

export type ConsumedEvent = {
  [K in keyof typeof consumedContracts]: EventOf<(typeof consumedContracts)[K]>;
}[number];
