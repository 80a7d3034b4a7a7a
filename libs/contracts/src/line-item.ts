import { idSchema } from '#libs/models';
import { Type, type Static } from 'typebox';

/** A product and its quantity. */
export const ProductQuantity = Type.Object({
  productId: idSchema('prd'),
  quantity: Type.Integer({ minimum: 1, maximum: 999 }),
});
export type ProductQuantity = Static<typeof ProductQuantity>;

/** A sold line item with its title and price at the time of sale. Amounts in minor units. */
export const SoldLineItem = Type.Object({
  ...ProductQuantity.properties,
  title: Type.String(),
  unitPrice: Type.Integer({ minimum: 0 }),
  total: Type.Integer({ minimum: 0 }),
});
export type SoldLineItem = Static<typeof SoldLineItem>;

/** The totals of an order, in minor units of one currency. */
export const Totals = Type.Object({
  subtotal: Type.Integer({ minimum: 0 }),
  discount: Type.Integer({ minimum: 0 }),
  shipping: Type.Integer({ minimum: 0 }),
  tax: Type.Integer({ minimum: 0 }),
  total: Type.Integer({ minimum: 0 }),
});
export type Totals = Static<typeof Totals>;
