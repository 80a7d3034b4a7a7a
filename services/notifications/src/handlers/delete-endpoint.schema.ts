import { customer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  tag: 'Webhook endpoints',
  summary: 'Delete a webhook endpoint',
  description: 'Deliveries in progress end without another attempt.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  responses: { 204: null },
  problems: { 404: ['endpoint.not-found'], 409: ['record.changed'], 503: ['endpoint.busy'] },
});
