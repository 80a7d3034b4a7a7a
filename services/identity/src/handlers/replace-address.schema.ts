import { customer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { AddressInput, SavedAddress } from '../models/saved-address.ts';

export default httpRequest({
  tag: 'Addresses',
  summary: 'Replace an address',
  description: 'The default address stays the default until another one is chosen.',
  access: customer,
  path: Type.Object({ addressId: idSchema('adr') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: AddressInput,
  responses: { 200: SavedAddress },
  sends: ['ETag'],
  problems: { 404: ['address.not-found'], 409: ['record.changed'] },
});
