import { environment } from '#libs/config';
import { ShipmentDelivered, ShipmentDispatched } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { followShipment } from '../controllers/follow-shipment.ts';
import { ordersTable } from '../gateways/orders-table.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: ordersTable(env.ORDERS_TABLE) };

export const handler = eventQueueHandler(
  on(ShipmentDispatched, (event) => followShipment(event, deps)),
  on(ShipmentDelivered, (event) => followShipment(event, deps)),
);
