import { customer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  tag: 'Addresses',
  summary: 'Delete an address',
  description: 'When the default is deleted, the oldest remaining address becomes the default.',
  access: customer,
  path: Type.Object({ addressId: idSchema('adr') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  responses: { 204: null },
  problems: { 404: ['address.not-found'], 409: ['record.changed'] },
});
