import type { EventOf, ShipmentDelivered, ShipmentDispatched } from '#libs/contracts';
import type { OrderRepository } from '../gateways/order-repository.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { withShipment, type Shipment } from '../models/shipments.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'replace'>;
}

type ShipmentEvent = Pick<EventOf<typeof ShipmentDispatched> | EventOf<typeof ShipmentDelivered>, 'data'>;

/** Updates a shipment of an order. Repeated and out-of-order events change nothing. */
export async function trackShipment({ data }: ShipmentEvent, { orders }: Dependencies): Promise<void> {
  const { orderId, shipmentId, carrier, trackingNumber, lineItems, dispatchedAt } = data;
  const delivery = 'deliveredAt' in data && { deliveredAt: data.deliveredAt };
  const shipment: Shipment = { shipmentId, carrier, trackingNumber, lineItems, dispatchedAt, ...delivery };
  const { status } = await changeOrder(orderId, (order) => withShipment(order, shipment), { orders });
  log.info('shipment.tracked', { orderId, shipmentId, status });
}
