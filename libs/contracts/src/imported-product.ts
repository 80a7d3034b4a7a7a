import { idSchema, lineSchema, Money, textSchema } from '#libs/models';
import { Type, type Static } from 'typebox';
import { ProductTitle } from './line-item.ts';

/** The identifier of a product in the merchandisers' system: one line of any text, case-sensitive. */
export const Sku = lineSchema(64);

/** The maximum number of attributes of a product. */
export const MAX_IMPORTED_ATTRIBUTES = 20;

/** A product as the merchandisers' system exports it, identified by its SKU. */
export const ImportedProduct = Type.Object(
  {
    sku: Sku,
    title: ProductTitle,
    description: textSchema(5000),
    categoryId: idSchema('cat'),
    price: Money,
    attributes: Type.Record(Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }), lineSchema(200), {
      maxProperties: MAX_IMPORTED_ATTRIBUTES,
      additionalProperties: false,
    }),
  },
  { additionalProperties: false },
);
export type ImportedProduct = Static<typeof ImportedProduct>;
