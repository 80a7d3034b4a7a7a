import { customer, httpRequest, IdempotencyKey } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { DeliverySummary } from '../models/delivery.ts';

export default httpRequest({
  tag: 'Webhook deliveries',
  summary: 'Redeliver a webhook delivery',
  description: 'Sends the delivery again now, with the same `webhook-id`, regardless of its status.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe'), deliveryId: idSchema('dlv') }),
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  responses: { 202: DeliverySummary },
  problems: {
    404: ['endpoint.not-found', 'delivery.not-found'],
    409: ['record.changed'],
    429: ['endpoint.too-many-requests'],
  },
});
