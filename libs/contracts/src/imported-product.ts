import { idSchema, Money } from '#libs/models';
import { Type, type Static } from 'typebox';

/** What merchandisers call a product by, in their own system. Letters, digits and `. _ - /`; case counts. */
export const Sku = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$' });

/** The most attributes a product has. */
export const MAX_IMPORTED_ATTRIBUTES = 20;

/** A product as a merchandiser's system knows it; its identity is the SKU. */
export const ImportedProduct = Type.Object(
  {
    sku: Sku,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    description: Type.String({ minLength: 1, maxLength: 5000 }),
    categoryId: idSchema('cat'),
    price: Money,
    attributes: Type.Record(
      Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }),
      Type.String({ minLength: 1, maxLength: 200 }),
      { maxProperties: MAX_IMPORTED_ATTRIBUTES, additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type ImportedProduct = Static<typeof ImportedProduct>;
