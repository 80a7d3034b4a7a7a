import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { SavedAddress } from '../models/saved-address.ts';

export default httpRequest({
  summary: 'Get an address',
  access: customer,
  path: Type.Object({ addressId: idSchema('adr') }),
  responses: { 200: SavedAddress, 403: Problem, 404: Problem },
});
