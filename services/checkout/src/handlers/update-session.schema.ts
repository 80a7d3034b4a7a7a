import { guestOrCustomer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { basketProblemCodes } from '../models/basket-problem.ts';
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
    409: ['checkout.expired', 'checkout.not-open', ...basketProblemCodes('conflict'), 'record.changed'],
    422: basketProblemCodes('unprocessable'),
    429: ['discount.too-many-attempts'],
    503: ['checkout.busy', ...basketProblemCodes('unavailable')],
  },
});
