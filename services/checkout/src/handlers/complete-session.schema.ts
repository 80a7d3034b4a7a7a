import { guestOrCustomer, httpRequest, IdempotencyKey } from '#libs/lambda';
import { codeSchema, idSchema } from '#libs/models';
import { Type } from 'typebox';
import { AttemptView } from '../models/attempt.ts';
import { SessionTokenHeader } from '../models/session-token.ts';

const Payment = Type.Object({ token: codeSchema('^[!-~]{1,255}$') }, { additionalProperties: false });

export default httpRequest({
  tag: 'Checkout sessions',
  summary: 'Complete a checkout session',
  description:
    'Returns 202 while the order is in progress. With `Prefer: wait=N` (at most 10 seconds) it returns 200 once the order has ended. One request per session waits; further ones return 202 at once. A session whose total is zero needs no `payment`.',
  access: guestOrCustomer,
  path: Type.Object({ sessionId: idSchema('chk') }),
  headers: Type.Object({
    'idempotency-key': IdempotencyKey,
    'if-match': Type.Optional(Type.String()),
    'session-token': Type.Optional(SessionTokenHeader),
    prefer: Type.Optional(Type.String()),
  }),
  body: Type.Object(
    { payment: Type.Optional(Payment) },
    { title: 'Completion', additionalProperties: false },
  ),
  responses: { 200: AttemptView, 202: AttemptView },
  sends: ['Preference-Applied'],
  problems: {
    404: ['session.not-found'],
    409: [
      'checkout.in-progress',
      'checkout.expired',
      'checkout.not-open',
      'checkout.too-many-attempts',
      'checkout.sales-paused',
      'checkout.price-changed',
      'checkout.insufficient-stock',
      'record.changed',
    ],
    422: [
      'checkout.incomplete',
      'checkout.payment-missing',
      'checkout.unknown-product',
      'checkout.currency-mismatch',
      'checkout.region-unknown',
      'checkout.total-too-large',
    ],
    503: ['checkout.busy', 'checkout.tax-rate-missing'],
  },
});
