import { guestOrCustomer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { SessionChanges, SessionView } from '../models/session.ts';
import { SessionTokenHeader } from '../models/session-token.ts';

export default httpRequest({
  tag: 'Checkout sessions',
  summary: 'Update a checkout session',
  description: 'A JSON Merge Patch: `null` removes a field. Prices and totals are calculated again.',
  access: guestOrCustomer,
  path: Type.Object({ sessionId: idSchema('chk') }),
  headers: Type.Object({
    'if-match': Type.Optional(Type.String()),
    'session-token': Type.Optional(SessionTokenHeader),
  }),
  body: SessionChanges,
  responses: { 200: SessionView },
  sends: ['ETag'],
  problems: {
    400: ['checkout.quantity-too-large'],
    404: ['session.not-found'],
    409: ['checkout.expired', 'checkout.not-open', 'checkout.insufficient-stock', 'record.changed'],
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
