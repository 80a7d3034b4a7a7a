import { guestOrCustomer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { AttemptView } from '../models/attempt.ts';
import { SessionTokenHeader } from '../models/session-token.ts';

const Payment = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 255 }) },
  { additionalProperties: false },
);

export default httpRequest({
  summary: 'Complete a checkout session',
  description:
    'Returns 202 while the order is in progress. With `Prefer: wait=N` (at most 20 seconds) it returns 200 once the order has ended. A session whose total is zero needs no `payment`.',
  access: guestOrCustomer,
  path: Type.Object({ sessionId: idSchema('chk') }),
  headers: Type.Object({
    'idempotency-key': Type.String({ minLength: 1, maxLength: 255 }),
    'if-match': Type.Optional(Type.String()),
    'session-token': Type.Optional(SessionTokenHeader),
    prefer: Type.Optional(Type.String()),
  }),
  body: Type.Object({ payment: Type.Optional(Payment) }, { additionalProperties: false }),
  responses: {
    200: AttemptView,
    202: AttemptView,
    401: Problem,
    404: Problem,
    409: Problem,
    412: Problem,
    422: Problem,
    503: Problem,
  },
});
