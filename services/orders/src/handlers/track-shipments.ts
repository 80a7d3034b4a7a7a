import { environment } from '#libs/config';
import { ShipmentDelivered, ShipmentDispatched } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { trackShipment } from '../controllers/track-shipment.ts';
import { dynamoDbOrderRepository } from '../gateways/dynamodb-order-repository.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: dynamoDbOrderRepository(env.ORDERS_TABLE) };

export const handler = eventQueueHandler(
  on(ShipmentDispatched, (event) => trackShipment(event, deps)),
  on(ShipmentDelivered, (event) => trackShipment(event, deps)),
);
