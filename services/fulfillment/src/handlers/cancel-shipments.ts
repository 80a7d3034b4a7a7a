import { environment } from '#libs/config';
import { CancelShipments } from '#libs/contracts';
import { taskCallback } from '#libs/gateways';
import { commandQueueHandler } from '#libs/lambda';
import { cancelShipments } from '../controllers/cancel-shipments.ts';
import { dynamoDbFulfillmentStore } from '../gateways/dynamodb-fulfillment-store.ts';

const env = environment({ ORDERS_TABLE: 'text', SHIPMENTS_TABLE: 'text' });
const deps = {
  store: dynamoDbFulfillmentStore({ orders: env.ORDERS_TABLE, shipments: env.SHIPMENTS_TABLE }),
  now: () => new Date(),
};

export const handler = commandQueueHandler(
  CancelShipments,
  (command) => cancelShipments(command, deps),
  taskCallback(),
);
