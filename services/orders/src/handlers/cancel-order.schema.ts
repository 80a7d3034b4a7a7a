import { CancellationReason } from '#libs/contracts';
import { customerOrStaff, httpRequest, IdempotencyKey } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { OrderView } from '../models/order-view.ts';

export default httpRequest({
  tag: 'Orders',
  summary: 'Cancel an order',
  description:
    'Only an order with status `placed` can be canceled. It becomes `canceled` after the refund and the restock.',
  access: customerOrStaff(),
  path: Type.Object({ orderId: idSchema('ord') }),
  headers: Type.Object({
    'idempotency-key': IdempotencyKey,
    'if-match': Type.Optional(Type.String()),
  }),
  body: Type.Object(
    { reason: Type.Optional(CancellationReason) },
    { title: 'OrderCancellation', additionalProperties: false },
  ),
  responses: { 202: OrderView },
  sends: ['ETag'],
  problems: { 404: ['order.not-found'], 409: ['order.not-cancelable'], 503: ['order.busy'] },
});
