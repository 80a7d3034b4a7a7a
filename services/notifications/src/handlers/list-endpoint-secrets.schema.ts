import { httpRequest, Problem } from '#libs/lambda';
import { idOf, pageOf } from '#libs/models';
import { Type } from 'typebox';
import { SecretView } from '../models/webhook-secret.ts';

export default httpRequest({
  summary: 'The secrets that sign, newest first, without their text',
  path: Type.Object({ endpointId: idOf('whe') }),
  responses: { 200: pageOf(SecretView), 403: Problem, 404: Problem },
});
