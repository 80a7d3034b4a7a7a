import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { listShipments } from '../controllers/list-shipments.ts';
import { dynamoDbFulfillmentStore } from '../gateways/dynamodb-fulfillment-store.ts';
import { WRITE_SCOPE } from '../models/staff.ts';
import request from './list-shipments.schema.ts';

const env = environment({ SHIPMENTS_TABLE: 'text' });
const deps = { store: dynamoDbFulfillmentStore({ shipments: env.SHIPMENTS_TABLE }) };

export const handler = httpHandler(request, async ({ query, caller }) => {
  requireStaff(caller, WRITE_SCOPE);
  return ok(await listShipments(query, deps));
});
