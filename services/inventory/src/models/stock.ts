import { Count, idSchema } from '#libs/models';
import { Type, type Static } from 'typebox';

/** The units of a product that can be sold, and those that orders in progress have reserved. */
export interface Stock {
  readonly productId: string;
  readonly available: number;
  readonly reserved: number;
  readonly version: number;
}

/** The stock of a product in the public API. */
export const StockLevel = Type.Object(
  {
    productId: idSchema('prd'),
    available: Count,
  },
  { title: 'StockLevel' },
);
export type StockLevel = Static<typeof StockLevel>;

export const toStockLevel = ({ productId, available }: Stock): StockLevel => ({ productId, available });
