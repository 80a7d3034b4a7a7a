import { idSchema } from '#libs/models';
import { Type, type Static } from 'typebox';

const Address = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    line1: Type.String({ minLength: 1, maxLength: 100 }),
    line2: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    city: Type.String({ minLength: 1, maxLength: 100 }),
    postalCode: Type.String({ minLength: 1, maxLength: 20 }),
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
  },
  { additionalProperties: false },
);

const Line = Type.Object(
  { productId: idSchema('prd'), quantity: Type.Integer({ minimum: 1, maximum: 99 }) },
  { additionalProperties: false },
);

/** The body of the POST: like a basket with its customer's address. */
export const NewItem = Type.Object(
  {
    lineItems: Type.Array(Line, { minItems: 1, maxItems: 100 }),
    email: Type.String({ minLength: 3, maxLength: 254, pattern: '^[^@\\s]+@[^@\\s]+$' }),
    shippingAddress: Address,
    discountCodes: Type.Optional(Type.Array(Type.String({ pattern: '^[A-Z0-9-]{1,40}$' }), { maxItems: 5 })),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
);
export type NewItem = Static<typeof NewItem>;

/** What both routes return. */
export const Item = Type.Interface([NewItem], {
  itemId: idSchema('itm'),
  version: Type.Integer(),
  status: Type.String(),
  createdAt: Type.String(),
});
export type Item = Static<typeof Item>;
