import { CancellationReason } from '#libs/contracts';
import { customerOrStaff, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { OrderView } from '../models/order-view.ts';

export default httpRequest({
  summary: 'Cancel an order',
  description:
    'Only an order with status `placed` can be canceled. It becomes `canceled` after the refund and the restock.',
  access: customerOrStaff(),
  path: Type.Object({ orderId: idSchema('ord') }),
  headers: Type.Object({
    'idempotency-key': Type.String({ minLength: 1, maxLength: 255 }),
    'if-match': Type.Optional(Type.String()),
  }),
  body: Type.Object({ reason: Type.Optional(CancellationReason) }, { additionalProperties: false }),
  responses: { 202: OrderView, 404: Problem, 409: Problem, 412: Problem, 422: Problem },
});
