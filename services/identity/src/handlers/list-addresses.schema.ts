import { customer, httpRequest } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { SavedAddress } from '../models/saved-address.ts';

export default httpRequest({
  tag: 'Addresses',
  summary: 'List the addresses of the signed-in customer',
  description: 'Oldest first.',
  access: customer,
  query: PageQuery,
  responses: { 200: pageSchema(SavedAddress) },
});
