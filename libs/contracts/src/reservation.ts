import { idSchema, Instant } from '#libs/models';
import { Type, type Static } from 'typebox';
import { MAX_ORDER_LINES, ProductQuantity } from './line-item.ts';

/** The reservation of an order and its status. */
export const ReservationState = Type.Object({
  orderId: idSchema('ord'),
  status: Type.Enum(['reserved', 'released', 'committed', 'restocked']),
  lineItems: Type.Array(ProductQuantity, { maxItems: MAX_ORDER_LINES }),
  changedAt: Instant,
});
export type ReservationState = Static<typeof ReservationState>;

/** The result of ListReservations. The last page has no `nextCursor`. */
export interface ReservationPage {
  readonly reservations: readonly ReservationState[];
  readonly nextCursor?: string;
}

/** A product whose stock does not match its adjustments and reservations. */
export interface StockFinding {
  readonly code: 'stock.available-differs';
  readonly productId: string;
  /** Available units according to the adjustments and reservations. */
  readonly expected: number;
  /** Available units according to the stock records. */
  readonly actual: number;
}

/** The result of CheckStock. */
export interface StockCheck {
  readonly checkedProducts: number;
  /** The first 1,000 findings. */
  readonly findings: readonly StockFinding[];
  readonly findingsTotal: number;
  /** Products whose stock changed during every attempt to check it, so that they have no result. */
  readonly unsettledProducts: number;
}
