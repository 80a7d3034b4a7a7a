import { guestOrCustomer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { SessionView } from '../models/session.ts';
import { SessionTokenHeader } from '../models/session-token.ts';

export default httpRequest({
  tag: 'Checkout sessions',
  summary: 'Get a checkout session',
  description:
    'Shows the state of the session, and that of its order while it is in progress or after it failed.',
  access: guestOrCustomer,
  path: Type.Object({ sessionId: idSchema('chk') }),
  headers: Type.Object({ 'session-token': Type.Optional(SessionTokenHeader) }),
  responses: { 200: SessionView },
  sends: ['ETag'],
  problems: { 404: ['session.not-found'] },
});
