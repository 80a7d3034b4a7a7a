import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { getShipment } from '../controllers/get-shipment.ts';
import { dynamoDbFulfillmentStore } from '../gateways/dynamodb-fulfillment-store.ts';
import { WRITE_SCOPE } from '../models/staff.ts';
import { viewOf } from '../models/shipment-view.ts';
import request from './get-shipment.schema.ts';

const env = environment({ SHIPMENTS_TABLE: 'text' });
const deps = { store: dynamoDbFulfillmentStore({ shipments: env.SHIPMENTS_TABLE }) };

export const handler = httpHandler(request, async ({ path, caller }) => {
  requireStaff(caller, WRITE_SCOPE);
  const shipment = await getShipment(path.shipmentId, deps);
  return ok(viewOf(shipment), { version: shipment.version });
});
