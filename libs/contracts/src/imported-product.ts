import { idSchema, Money } from '#libs/models';
import { Type, type Static } from 'typebox';

/** The identifier of a product in the merchandisers' system: one line of any text, case-sensitive. */
export const Sku = Type.String({ minLength: 1, maxLength: 64 });

/** The maximum number of attributes of a product. */
export const MAX_IMPORTED_ATTRIBUTES = 20;

/** A product as the merchandisers' system exports it, identified by its SKU. */
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
