import { customer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  tag: 'Webhook endpoints',
  summary: 'Delete a secret of a webhook endpoint',
  description: 'Only a secret that was replaced can be deleted. It stops signing immediately.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe'), secretId: idSchema('whs') }),
  responses: { 204: null },
  problems: {
    404: ['endpoint.not-found', 'endpoint.secret-not-found'],
    409: ['endpoint.last-secret', 'record.changed'],
  },
});
