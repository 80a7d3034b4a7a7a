import { environment } from '#libs/config';
import { OrderPlaced } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { openShipment } from '../controllers/open-shipment.ts';
import { dynamoDbFulfillmentStore } from '../gateways/dynamodb-fulfillment-store.ts';

const env = environment({ ORDERS_TABLE: 'text', SHIPMENTS_TABLE: 'text' });
const deps = {
  store: dynamoDbFulfillmentStore({ orders: env.ORDERS_TABLE, shipments: env.SHIPMENTS_TABLE }),
  now: () => new Date(),
};

export const handler = eventQueueHandler(on(OrderPlaced, (event) => openShipment(event, deps)));
