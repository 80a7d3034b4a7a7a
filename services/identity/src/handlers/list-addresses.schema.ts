import { httpRequest, Problem } from '#libs/lambda';
import { pageOf, PageQuery } from '#libs/models';
import { SavedAddress } from '../models/saved-address.ts';

export default httpRequest({
  summary: 'The addresses of the signed-in customer, oldest first',
  query: PageQuery,
  responses: { 200: pageOf(SavedAddress), 403: Problem },
});
