import { idSchema, IsoDateTime } from '#libs/models';
import { Type, type Static } from 'typebox';
import { ProductQuantity } from './line-item.ts';

/** Pieces that were put aside for an order, and what became of them. */
export const ReservationState = Type.Object({
  orderId: idSchema('ord'),
  status: Type.Enum(['reserved', 'released', 'committed', 'restocked']),
  lineItems: Type.Array(ProductQuantity),
  changedAt: IsoDateTime,
});
export type ReservationState = Static<typeof ReservationState>;

/** What ListReservations answers; without `nextCursor` it is the last page. */
export interface ReservationPage {
  readonly reservations: readonly ReservationState[];
  readonly nextCursor?: string;
}

/** A product whose pieces do not add up. */
export interface StockFinding {
  readonly code: 'stock.reserved-differs' | 'stock.on-hand-differs';
  readonly productId: string;
  /** What the records of movements come to. */
  readonly expected: number;
  /** What the stock says. */
  readonly actual: number;
}

/** What CheckStock answers. */
export interface StockCheck {
  readonly checkedProducts: number;
  /** The first thousand. */
  readonly findings: readonly StockFinding[];
  readonly findingsTotal: number;
  /** Products that were sold or restocked all the while, so that nothing can be said of them. */
  readonly unsettledProducts: number;
}
