import { GuestIdempotencyKey, guestOrCustomer, httpRequest } from '#libs/lambda';
import { Type } from 'typebox';
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
    409: ['checkout.insufficient-stock'],
    422: [
      'checkout.unknown-product',
      'checkout.currency-mismatch',
      'checkout.region-unknown',
      'checkout.total-too-large',
      'checkout.discount-not-applicable',
      'checkout.shipping-option-unavailable',
    ],
    429: ['discount.too-many-attempts'],
    503: ['checkout.busy', 'checkout.tax-rate-missing'],
  },
});
