import { Address, idSchema, Version } from '#libs/models';
import { Type, type Static } from 'typebox';

/** An address in a request. */
export const AddressInput = Type.Object(
  { ...Address.properties, isDefault: Type.Optional(Type.Boolean()) },
  { title: 'AddressInput', additionalProperties: false },
);
export type AddressInput = Static<typeof AddressInput>;

/** An address of a customer. */
export const SavedAddress = Type.Object(
  {
    ...Address.properties,
    addressId: idSchema('adr'),
    isDefault: Type.Boolean(),
    version: Version,
  },
  { title: 'SavedAddress' },
);
export type SavedAddress = Static<typeof SavedAddress>;
