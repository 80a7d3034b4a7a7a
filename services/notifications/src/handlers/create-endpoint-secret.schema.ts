import { customer, httpRequest, IdempotencyKey } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { NewSecretView } from '../models/webhook-secret.ts';

export default httpRequest({
  tag: 'Webhook endpoints',
  summary: 'Create a secret of a webhook endpoint',
  description: 'The previous secrets stay active for another 24 hours.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  responses: { 201: NewSecretView },
  problems: { 404: ['endpoint.not-found'], 409: ['endpoint.too-many-secrets', 'record.changed'] },
});
