import { customer, httpRequest, IdempotencyKey } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { DeliverySummary } from '../models/delivery.ts';

export default httpRequest({
  tag: 'Webhook endpoints',
  summary: 'Send a test event to a webhook endpoint',
  description: 'Sends an event of the type `endpoint.test`, which needs no subscription.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  responses: { 202: DeliverySummary },
  sends: ['Location'],
  problems: { 404: ['endpoint.not-found'], 429: ['endpoint.too-many-requests'] },
});
