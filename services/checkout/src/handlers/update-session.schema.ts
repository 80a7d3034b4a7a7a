import { guestOrCustomer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { SessionChanges, SessionView } from '../models/session.ts';
import { SessionTokenHeader } from '../models/session-token.ts';

export default httpRequest({
  summary: 'Update a checkout session',
  description: 'A JSON Merge Patch: `null` removes a field. Prices and totals are calculated again.',
  access: guestOrCustomer,
  path: Type.Object({ sessionId: idSchema('chk') }),
  headers: Type.Object({
    'if-match': Type.Optional(Type.String()),
    'session-token': Type.Optional(SessionTokenHeader),
  }),
  body: SessionChanges,
  responses: { 200: SessionView, 401: Problem, 404: Problem, 409: Problem, 412: Problem, 422: Problem },
});
