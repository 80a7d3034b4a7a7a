import { customer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { EndpointPatch, EndpointView } from '../models/webhook-endpoint.ts';

export default httpRequest({
  tag: 'Webhook endpoints',
  summary: 'Update a webhook endpoint',
  description: 'Properties that are not in the body keep their values.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: EndpointPatch,
  responses: { 200: EndpointView },
  sends: ['ETag'],
  problems: {
    400: ['endpoint.url-not-allowed', 'endpoint.host-unknown', 'endpoint.address-not-allowed'],
    404: ['endpoint.not-found'],
    409: ['record.changed'],
  },
});
