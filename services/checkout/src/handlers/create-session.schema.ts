import { guestOrCustomer, httpRequest, Problem } from '#libs/lambda';
import { CreatedSession, NewSession } from '../models/session.ts';

export default httpRequest({
  summary: 'Create a checkout session',
  description:
    'Callers need no account. With a customer token the session belongs to that customer. A guest receives `sessionToken`, once, and sends it as `Session-Token` from then on.',
  access: guestOrCustomer,
  body: NewSession,
  responses: { 201: CreatedSession, 401: Problem, 409: Problem, 422: Problem },
});
