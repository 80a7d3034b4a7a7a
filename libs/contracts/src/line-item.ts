import { idSchema } from '#libs/models';
import { Type, type Static } from 'typebox';

/** How many of what. */
export const ProductQuantity = Type.Object({
  productId: idSchema('prd'),
  quantity: Type.Integer({ minimum: 1, maximum: 999 }),
});
export type ProductQuantity = Static<typeof ProductQuantity>;

/** A line as it was sold: the title and the price of that moment. Amounts in minor units. */
export const SoldLineItem = Type.Object({
  ...ProductQuantity.properties,
  title: Type.String(),
  unitPrice: Type.Integer({ minimum: 0 }),
  total: Type.Integer({ minimum: 0 }),
});
export type SoldLineItem = Static<typeof SoldLineItem>;

/** What a purchase comes to, in minor units of one currency. */
export const Totals = Type.Object({
  subtotal: Type.Integer({ minimum: 0 }),
  discount: Type.Integer({ minimum: 0 }),
  shipping: Type.Integer({ minimum: 0 }),
  tax: Type.Integer({ minimum: 0 }),
  total: Type.Integer({ minimum: 0 }),
});
export type Totals = Static<typeof Totals>;
