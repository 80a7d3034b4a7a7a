import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { EndpointView } from '../models/webhook-endpoint.ts';

export default httpRequest({
  summary: 'Get an endpoint',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  responses: { 200: EndpointView, 403: Problem, 404: Problem },
});
