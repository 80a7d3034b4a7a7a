import { customer, httpRequest, Problem } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { SavedAddress } from '../models/saved-address.ts';

export default httpRequest({
  summary: 'List the addresses of the signed-in customer',
  description: 'Oldest first.',
  access: customer,
  query: PageQuery,
  responses: { 200: pageSchema(SavedAddress), 403: Problem },
});
