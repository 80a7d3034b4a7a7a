import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema, pageSchema } from '#libs/models';
import { Type } from 'typebox';
import { SecretView } from '../models/webhook-secret.ts';

export default httpRequest({
  summary: 'List the active secrets of an endpoint',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  responses: { 200: pageSchema(SecretView), 403: Problem, 404: Problem },
});
