import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { dispatchShipment } from '../controllers/dispatch-shipment.ts';
import { dynamoDbFulfillmentStore } from '../gateways/dynamodb-fulfillment-store.ts';
import { WRITE_SCOPE } from '../models/staff.ts';
import request from './dispatch-shipment.schema.ts';

const env = environment({ ORDERS_TABLE: 'text', SHIPMENTS_TABLE: 'text' });
const deps = {
  store: dynamoDbFulfillmentStore({ orders: env.ORDERS_TABLE, shipments: env.SHIPMENTS_TABLE }),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ path, body, headers, caller }) => {
  requireStaff(caller, WRITE_SCOPE);
  const move = { ...path, ...body, ifMatch: headers['if-match'] };
  const { version, ...shipment } = await dispatchShipment(move, deps);
  return ok(shipment, { version });
});
