import { customer, httpRequest, IdempotencyKey } from '#libs/lambda';
import { Type } from 'typebox';
import { AddressInput, SavedAddress } from '../models/saved-address.ts';

export default httpRequest({
  tag: 'Addresses',
  summary: 'Create an address',
  description: 'The first address becomes the default.',
  access: customer,
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  body: AddressInput,
  responses: { 201: SavedAddress },
  sends: ['ETag', 'Location'],
  problems: { 409: ['address.too-many', 'record.changed'] },
});
