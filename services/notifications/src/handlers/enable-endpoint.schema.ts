import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { EndpointView } from '../models/webhook-endpoint.ts';

export default httpRequest({
  summary: 'Enable an endpoint',
  description: 'Closes the circuit and sends the waiting deliveries.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  responses: { 200: EndpointView, 403: Problem, 404: Problem, 429: Problem },
});
