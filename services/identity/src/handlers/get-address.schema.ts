import { customer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { SavedAddress } from '../models/saved-address.ts';

export default httpRequest({
  tag: 'Addresses',
  summary: 'Get an address',
  description: 'An address of another customer returns 404.',
  access: customer,
  path: Type.Object({ addressId: idSchema('adr') }),
  responses: { 200: SavedAddress },
  sends: ['ETag'],
  problems: { 404: ['address.not-found'] },
});
