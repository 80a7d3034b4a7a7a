import { idSchema, Instant, newId } from '#libs/models';
import { Type, type Static } from 'typebox';

export const NewAdjustment = Type.Object(
  {
    // More than a million units at once is a typing error.
    quantity: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000, not: { const: 0 } }),
    reason: Type.Enum(['delivery', 'return', 'count', 'damage', 'loss']),
  },
  { title: 'NewStockAdjustment', additionalProperties: false },
);
export type NewAdjustment = Static<typeof NewAdjustment>;

/** A change of stock that is not caused by an order. */
export const Adjustment = Type.Object(
  {
    adjustmentId: idSchema('adj'),
    productId: idSchema('prd'),
    quantity: Type.Integer(),
    reason: Type.String(),
    adjustedAt: Instant,
  },
  { title: 'StockAdjustment' },
);
export type Adjustment = Static<typeof Adjustment>;

export const toAdjustment = (
  productId: string,
  { quantity, reason }: NewAdjustment,
  now: Date,
  adjustmentId: string = newId('adj', now.getTime()),
): Adjustment => ({
  adjustmentId,
  productId,
  quantity,
  reason,
  adjustedAt: now.toISOString(),
});
