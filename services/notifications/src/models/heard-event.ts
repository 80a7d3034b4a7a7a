import {
  CheckoutSubmitted,
  CustomerRegistered,
  OrderCanceled,
  OrderPlaced,
  PaymentCaptured,
  PaymentFailed,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
  type EventOf,
} from '#libs/contracts';

/** What this service listens to; `infra/queues.yml` subscribes to the same types. */
export const heardContracts = [
  CheckoutSubmitted,
  CustomerRegistered,
  OrderCanceled,
  OrderPlaced,
  PaymentCaptured,
  PaymentFailed,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
] as const;

/** One of them, told apart by `type`. */
export type HeardEvent = { [K in keyof typeof heardContracts]: EventOf<(typeof heardContracts)[K]> }[number];
