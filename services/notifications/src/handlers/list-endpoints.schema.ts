import { customer, httpRequest, Problem } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { EndpointView } from '../models/webhook-endpoint.ts';

export default httpRequest({
  summary: 'List endpoints',
  access: customer,
  query: PageQuery,
  responses: { 200: pageSchema(EndpointView), 403: Problem },
});
