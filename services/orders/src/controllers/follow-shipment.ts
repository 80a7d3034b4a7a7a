import type { EventOf, ShipmentDelivered, ShipmentDispatched } from '#libs/contracts';
import type { OrdersTable } from '../gateways/orders-table.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { withShipment, type Shipment } from '../models/shipments.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get' | 'replace'>;
}

type News = Pick<EventOf<typeof ShipmentDispatched> | EventOf<typeof ShipmentDelivered>, 'data'>;

/** A part of an order was sent, or arrived. Repetition and disorder change nothing. */
export async function followShipment({ data }: News, { orders }: Dependencies): Promise<void> {
  const { orderId, shipmentId, carrier, trackingNumber, lineItems, dispatchedAt } = data;
  const arrival = 'deliveredAt' in data && { deliveredAt: data.deliveredAt };
  const news: Shipment = { shipmentId, carrier, trackingNumber, lineItems, dispatchedAt, ...arrival };
  const { status } = await changeOrder(orderId, (order) => withShipment(order, news), { orders });
  log.info('shipment.followed', { orderId, shipmentId, status });
}
