import { idSchema } from '#libs/models';
import { Type, type Static } from 'typebox';

/** What can be sold of a product, and what orders under way have put aside. */
export interface Stock {
  readonly productId: string;
  readonly available: number;
  readonly reserved: number;
  readonly version: number;
}

/** The stock of a product as anybody may see it. */
export const StockLevel = Type.Object({
  productId: idSchema('prd'),
  available: Type.Integer({ minimum: 0 }),
});
export type StockLevel = Static<typeof StockLevel>;

export const levelOf = ({ productId, available }: Stock): StockLevel => ({ productId, available });
