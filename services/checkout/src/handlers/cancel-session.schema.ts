import { guestOrCustomer, httpRequest, IdempotencyKey } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { SessionView } from '../models/session.ts';
import { SessionTokenHeader } from '../models/session-token.ts';

export default httpRequest({
  tag: 'Checkout sessions',
  summary: 'Cancel a checkout session',
  description: 'A canceled session is returned unchanged.',
  access: guestOrCustomer,
  path: Type.Object({ sessionId: idSchema('chk') }),
  headers: Type.Object({
    'idempotency-key': Type.Optional(IdempotencyKey),
    'if-match': Type.Optional(Type.String()),
    'session-token': Type.Optional(SessionTokenHeader),
  }),
  responses: { 200: SessionView },
  sends: ['ETag'],
  problems: {
    404: ['session.not-found'],
    409: ['checkout.in-progress', 'checkout.expired', 'checkout.not-open', 'record.changed'],
  },
});
