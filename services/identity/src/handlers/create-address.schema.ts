import { customer, httpRequest } from '#libs/lambda';
import { AddressInput, SavedAddress } from '../models/saved-address.ts';

export default httpRequest({
  tag: 'Addresses',
  summary: 'Create an address',
  description: 'The first address becomes the default.',
  access: customer,
  body: AddressInput,
  responses: { 201: SavedAddress },
  sends: ['ETag', 'Location'],
  problems: { 409: ['address.too-many', 'record.changed'] },
});
