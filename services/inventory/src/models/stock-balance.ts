import type { StockFinding } from '#libs/contracts';
import type { Adjustment } from './adjustment.ts';
import { toOrderId } from './hold.ts';
import { includesHold, type Reservation } from './reservation.ts';
import { toProductId, type StockItem } from './stock.ts';

/** Adds up adjustments and reservations by product, and finds the holds that no reservation includes. */
export function balances(items: Iterable<StockItem>) {
  const byProduct = new Map<string, number>();
  const add = (productId: string, units: number) =>
    byProduct.set(productId, (byProduct.get(productId) ?? 0) + units);
  const strayHolds = new Map<string, StrayHold[]>();
  for (const { stockId, holds } of items)
    for (const [hold, quantity] of Object.entries(holds)) {
      const orderId = toOrderId(hold);
      strayHolds.set(orderId, [...(strayHolds.get(orderId) ?? []), { stockId, hold, quantity }]);
      add(toProductId(stockId), -quantity);
    }

  return {
    /** The expected available units. */
    byProduct: byProduct as ReadonlyMap<string, number>,
    addAdjustment: ({ productId, quantity }: Adjustment) => add(productId, quantity),
    /** Reserved and committed units have left the stock, released and restocked units are back. */
    addReservation(reservation: Reservation) {
      const { orderId, status, lineItems } = reservation;
      if (status === 'reserved' || status === 'committed')
        for (const { productId, quantity } of lineItems) add(productId, -quantity);
      const stray: StrayHold[] = [];
      for (const each of strayHolds.get(orderId) ?? []) {
        const productId = toProductId(each.stockId);
        // The units of an included hold are counted by the reservation.
        if (includesHold(reservation, productId, each.hold)) add(productId, each.quantity);
        else stray.push(each);
      }
      strayHolds.set(orderId, stray);
    },
    /** The items with holds that no reservation includes. */
    strayItems: (): ReadonlySet<string> =>
      new Set([...strayHolds.values()].flatMap((holds) => holds.map(({ stockId }) => stockId))),
  };
}

interface StrayHold {
  readonly stockId: string;
  readonly hold: string;
  readonly quantity: number;
}

/** The mismatch between the available units of a product and its balance, if any. */
export const findMismatches = (productId: string, actual = 0, expected = 0): StockFinding[] =>
  actual === expected ? [] : [{ code: 'stock.available-differs', productId, expected, actual }];
