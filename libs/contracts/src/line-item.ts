import { idSchema, lineSchema, MinorUnits } from '#libs/models';
import { Type, type Static } from 'typebox';

/** The title of a product. */
export const ProductTitle = lineSchema(200);

/** The maximum number of lines of an order, each with another product: their units are returned in one transaction. */
export const MAX_ORDER_LINES = 50;

/** A product and its quantity. */
export const ProductQuantity = Type.Object(
  {
    productId: idSchema('prd'),
    quantity: Type.Integer({ minimum: 1, maximum: 999 }),
  },
  { title: 'ProductQuantity' },
);
export type ProductQuantity = Static<typeof ProductQuantity>;

/** A sold line item with its title and price at the time of sale. Amounts in minor units. */
export const SoldLineItem = Type.Object(
  {
    ...ProductQuantity.properties,
    title: ProductTitle,
    unitPrice: MinorUnits,
    total: MinorUnits,
  },
  { title: 'SoldLineItem' },
);
export type SoldLineItem = Static<typeof SoldLineItem>;

/** The totals of an order, in minor units of one currency. */
export const Totals = Type.Object(
  {
    subtotal: MinorUnits,
    discount: MinorUnits,
    shipping: MinorUnits,
    tax: MinorUnits,
    total: MinorUnits,
  },
  { title: 'Totals' },
);
export type Totals = Static<typeof Totals>;
