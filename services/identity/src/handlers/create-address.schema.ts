import { customer, httpRequest, Problem } from '#libs/lambda';
import { AddressInput, SavedAddress } from '../models/saved-address.ts';

export default httpRequest({
  summary: 'Create an address',
  description: 'The first address becomes the default.',
  access: customer,
  body: AddressInput,
  responses: { 201: SavedAddress, 403: Problem, 409: Problem },
});
