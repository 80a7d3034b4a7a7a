import { guestOrCustomer, httpRequest, Problem } from '#libs/lambda';
import { NewSession, SessionView } from '../models/session.ts';

export default httpRequest({
  summary: 'Create a checkout session',
  description: 'Callers need no account. With a customer token the session belongs to that customer.',
  access: guestOrCustomer,
  body: NewSession,
  responses: { 201: SessionView, 401: Problem, 409: Problem, 422: Problem },
});
