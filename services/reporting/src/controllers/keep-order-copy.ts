import type {
  EventOf,
  OrderCanceled,
  OrderPlaced,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
} from '#libs/contracts';
import type { OrderCopies } from '../gateways/order-copies.ts';
import {
  newCopy,
  withCancellation,
  withPlacement,
  withRefund,
  withShipment,
  type OrderCopy,
} from '../models/order-copy.ts';

export type OrderEvent =
  | EventOf<typeof OrderCanceled>
  | EventOf<typeof OrderPlaced>
  | EventOf<typeof PaymentRefunded>
  | EventOf<typeof ShipmentDelivered>
  | EventOf<typeof ShipmentDispatched>;

interface Dependencies {
  readonly copies: Pick<OrderCopies, 'keep'>;
}

/** Notes on the copy of an order what an event tells of it. */
export const keepOrderCopy = (event: OrderEvent, { copies }: Dependencies): Promise<void> =>
  copies.keep(event.data.orderId, (copy = newCopy(event.data.orderId)) => learned(copy, event));

function learned(copy: OrderCopy, event: OrderEvent): OrderCopy {
  switch (event.type) {
    case 'OrderPlaced':
      return withPlacement(copy, event);
    case 'OrderCanceled':
      return withCancellation(copy, event);
    case 'PaymentRefunded':
      return withRefund(copy, event);
    case 'ShipmentDispatched':
    case 'ShipmentDelivered':
      return withShipment(copy, event);
  }
}
