import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { NewSecretView } from '../models/webhook-secret.ts';

export default httpRequest({
  summary: 'Create an endpoint secret',
  description: 'The previous secrets stay active for another 24 hours.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  responses: { 201: NewSecretView, 403: Problem, 404: Problem, 409: Problem },
});
