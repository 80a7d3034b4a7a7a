import { GuestIdempotencyKey, guestOrCustomer, httpRequest } from '#libs/lambda';
import { Type } from 'typebox';
import { basketProblemCodes } from '../models/basket-problem.ts';
import { CreatedSession, NewSession } from '../models/session.ts';

export default httpRequest({
  tag: 'Checkout sessions',
  summary: 'Create a checkout session',
  description:
    'Callers need no account. With a customer token the session belongs to that customer. A guest receives `sessionToken`, once, and sends it as `Session-Token` from then on.',
  access: guestOrCustomer,
  headers: Type.Object({ 'idempotency-key': Type.Optional(GuestIdempotencyKey) }),
  body: NewSession,
  responses: { 201: CreatedSession },
  sends: ['ETag', 'Location'],
  problems: {
    400: ['checkout.quantity-too-large'],
    409: basketProblemCodes('conflict'),
    422: basketProblemCodes('unprocessable'),
    429: ['discount.too-many-attempts'],
    503: ['checkout.busy', ...basketProblemCodes('unavailable')],
  },
});
