import { customer, httpRequest } from '#libs/lambda';
import { idSchema, pageSchema } from '#libs/models';
import { Type } from 'typebox';
import { SecretView } from '../models/webhook-secret.ts';

export default httpRequest({
  tag: 'Webhook endpoints',
  summary: 'List the active secrets of a webhook endpoint',
  description: 'Without the secrets themselves: only their creation returns them.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  responses: { 200: pageSchema(SecretView) },
  problems: { 404: ['endpoint.not-found'] },
});
