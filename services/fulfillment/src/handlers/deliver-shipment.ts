import { environment } from '#libs/config';
import { dynamoDbIdempotency, httpHandler, ok } from '#libs/lambda';
import { deliverShipment } from '../controllers/deliver-shipment.ts';
import { fulfillmentDependencies } from '../wiring/fulfillments.ts';
import request from './deliver-shipment.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text' });
const deps = fulfillmentDependencies();

export const handler = httpHandler(
  request,
  async ({ path, headers }) => {
    const command = { ...path, ifMatch: headers['if-match'] };
    const { version, ...shipment } = await deliverShipment(command, deps);
    return ok(shipment, { version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
