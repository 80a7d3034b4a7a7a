import { httpRequest, Problem } from '#libs/lambda';
import { NewSession, SessionView } from '../models/session.ts';

export default httpRequest({
  summary: 'Begin a purchase, with or without an account',
  body: NewSession,
  responses: { 201: SessionView, 401: Problem, 409: Problem, 422: Problem },
});
