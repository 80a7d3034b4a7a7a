import { httpRequest, Problem } from '#libs/lambda';
import { idOf } from '#libs/models';
import { Type } from 'typebox';
import { SessionView } from '../models/session.ts';

export default httpRequest({
  summary: 'A purchase as it stands',
  path: Type.Object({ sessionId: idOf('chk') }),
  responses: { 200: SessionView, 401: Problem, 404: Problem },
});
