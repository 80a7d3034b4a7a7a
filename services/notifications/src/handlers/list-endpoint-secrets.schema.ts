import { httpRequest, Problem } from '#libs/lambda';
import { idSchema, pageSchema } from '#libs/models';
import { Type } from 'typebox';
import { SecretView } from '../models/webhook-secret.ts';

export default httpRequest({
  summary: 'The secrets that sign, newest first, without their text',
  path: Type.Object({ endpointId: idSchema('whe') }),
  responses: { 200: pageSchema(SecretView), 403: Problem, 404: Problem },
});
