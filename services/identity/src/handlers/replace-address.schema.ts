import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { AddressInput, SavedAddress } from '../models/saved-address.ts';

export default httpRequest({
  summary: 'Replace an address',
  description: 'The default address stays the default until another one is chosen.',
  access: customer,
  path: Type.Object({ addressId: idSchema('adr') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: AddressInput,
  responses: { 200: SavedAddress, 403: Problem, 404: Problem, 412: Problem },
});
