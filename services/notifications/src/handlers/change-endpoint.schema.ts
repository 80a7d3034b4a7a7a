import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { EndpointPatch, EndpointView } from '../models/webhook-endpoint.ts';

export default httpRequest({
  summary: 'Update an endpoint',
  description: 'Properties that are not in the body keep their values.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: EndpointPatch,
  responses: { 200: EndpointView, 400: Problem, 403: Problem, 404: Problem, 412: Problem },
});
