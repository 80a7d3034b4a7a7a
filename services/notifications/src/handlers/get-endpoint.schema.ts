import { customer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { EndpointView } from '../models/webhook-endpoint.ts';

export default httpRequest({
  tag: 'Webhook endpoints',
  summary: 'Get a webhook endpoint',
  description: 'Includes the state of its circuit breaker.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  responses: { 200: EndpointView },
  sends: ['ETag'],
  problems: { 404: ['endpoint.not-found'] },
});
