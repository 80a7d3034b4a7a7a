import { customer, httpRequest, IdempotencyKey } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { EndpointView } from '../models/webhook-endpoint.ts';

export default httpRequest({
  tag: 'Webhook endpoints',
  summary: 'Enable a webhook endpoint',
  description: 'Closes the circuit and sends the waiting deliveries.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  responses: { 200: EndpointView },
  sends: ['ETag'],
  problems: { 404: ['endpoint.not-found'], 409: ['record.changed'], 429: ['endpoint.too-many-requests'] },
});
