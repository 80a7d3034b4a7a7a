import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getShipment } from '../controllers/get-shipment.ts';
import { dynamoDbFulfillmentRepository } from '../gateways/dynamodb-fulfillment-repository.ts';
import { toShipmentView } from '../models/shipment-view.ts';
import request from './get-shipment.schema.ts';

const env = environment({ SHIPMENTS_TABLE: 'text' });
const deps = { fulfillments: dynamoDbFulfillmentRepository({ shipments: env.SHIPMENTS_TABLE }) };

export const handler = httpHandler(request, async ({ path }) => {
  const shipment = await getShipment(path.shipmentId, deps);
  return ok(toShipmentView(shipment), { version: shipment.version });
});
