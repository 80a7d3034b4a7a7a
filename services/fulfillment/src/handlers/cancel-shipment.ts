import { environment } from '#libs/config';
import { dynamoDbIdempotency, httpHandler, ok } from '#libs/lambda';
import { cancelShipment } from '../controllers/cancel-shipment.ts';
import { fulfillmentDependencies } from '../wiring/fulfillments.ts';
import request from './cancel-shipment.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text' });
const deps = fulfillmentDependencies();

export const handler = httpHandler(
  request,
  async ({ path, body, headers }) => {
    const command = { ...path, ...body, ifMatch: headers['if-match'] };
    const { version, ...shipment } = await cancelShipment(command, deps);
    return ok(shipment, { version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
