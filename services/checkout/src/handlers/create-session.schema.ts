import { httpRequest, Problem } from '#libs/lambda';
import { NewSession, SessionView } from '../models/session.ts';

export default httpRequest({
  summary: 'Create a checkout session',
  body: NewSession,
  responses: { 201: SessionView, 401: Problem, 409: Problem, 422: Problem },
});
