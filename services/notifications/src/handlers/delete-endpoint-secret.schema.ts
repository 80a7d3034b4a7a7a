import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  summary: 'Delete an endpoint secret',
  description: 'Only a secret that was replaced can be deleted. It stops signing immediately.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe'), secretId: idSchema('whs') }),
  responses: { 204: null, 403: Problem, 404: Problem, 409: Problem },
});
