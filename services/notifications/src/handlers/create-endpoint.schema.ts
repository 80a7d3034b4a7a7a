import { customer, httpRequest, Problem } from '#libs/lambda';
import { EndpointInput, NewEndpointView } from '../models/webhook-endpoint.ts';

export default httpRequest({
  summary: 'Create an endpoint',
  description: 'Only this response contains the secret.',
  access: customer,
  body: EndpointInput,
  responses: { 201: NewEndpointView, 400: Problem, 403: Problem, 409: Problem },
});
