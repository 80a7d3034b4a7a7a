import { guestOrCustomer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { SessionView } from '../models/session.ts';
import { SessionTokenHeader } from '../models/session-token.ts';

export default httpRequest({
  summary: 'Get a checkout session',
  access: guestOrCustomer,
  path: Type.Object({ sessionId: idSchema('chk') }),
  headers: Type.Object({ 'session-token': Type.Optional(SessionTokenHeader) }),
  responses: { 200: SessionView, 401: Problem, 404: Problem },
});
