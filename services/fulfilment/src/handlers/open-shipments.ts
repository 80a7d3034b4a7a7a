import { environment } from '#libs/config';
import { OrderPlaced } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { openShipment } from '../controllers/open-shipment.ts';
import { dynamoDbFulfilmentStore } from '../gateways/dynamodb-fulfilment-store.ts';

const env = environment({ ORDERS_TABLE: 'text', SHIPMENTS_TABLE: 'text' });
const needs = {
  store: dynamoDbFulfilmentStore({ orders: env.ORDERS_TABLE, shipments: env.SHIPMENTS_TABLE }),
  now: () => new Date(),
};

export const handler = eventQueueHandler(on(OrderPlaced, (event) => openShipment(event, needs)));
