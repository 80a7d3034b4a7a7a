import { customer, httpRequest } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { EndpointView } from '../models/webhook-endpoint.ts';

export default httpRequest({
  tag: 'Webhook endpoints',
  summary: 'List webhook endpoints',
  description: 'The endpoints of the caller, newest first.',
  access: customer,
  query: PageQuery,
  responses: { 200: pageSchema(EndpointView) },
});
