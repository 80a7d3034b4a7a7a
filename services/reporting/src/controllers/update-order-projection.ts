import type {
  EventOf,
  OrderCanceled,
  OrderPlaced,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
} from '#libs/contracts';
import type { OrderProjectionRepository } from '../gateways/order-projection-repository.ts';
import {
  newOrderProjection,
  withCancellation,
  withPlacement,
  withRefund,
  withShipment,
  type OrderProjection,
} from '../models/order-projection.ts';

export type OrderEvent =
  | EventOf<typeof OrderCanceled>
  | EventOf<typeof OrderPlaced>
  | EventOf<typeof PaymentRefunded>
  | EventOf<typeof ShipmentDelivered>
  | EventOf<typeof ShipmentDispatched>;

interface Dependencies {
  readonly orders: Pick<OrderProjectionRepository, 'update'>;
}

/** Applies an event to the projection of its order. */
export const updateOrderProjection = (event: OrderEvent, { orders }: Dependencies): Promise<void> =>
  orders.update(event.data.orderId, (order = newOrderProjection(event.data.orderId)) =>
    applyEvent(order, event),
  );

function applyEvent(order: OrderProjection, event: OrderEvent): OrderProjection {
  switch (event.type) {
    case 'OrderPlaced':
      return withPlacement(order, event);
    case 'OrderCanceled':
      return withCancellation(order, event);
    case 'PaymentRefunded':
      return withRefund(order, event);
    case 'ShipmentDispatched':
    case 'ShipmentDelivered':
      return withShipment(order, event);
  }
}
