import type { StockFinding } from '#libs/contracts';
import type { Adjustment } from './adjustment.ts';
import type { Reservation } from './reservation.ts';
import type { Stock } from './stock.ts';

/** The stock of a product according to its adjustments and reservations. */
export interface Balance {
  readonly reserved: number;
  readonly onHand: number;
}

/** Adds up adjustments and reservations by product. */
export function balances() {
  const byProduct = new Map<string, Balance>();
  const add = (productId: string, reserved: number, onHand: number) => {
    const before = byProduct.get(productId) ?? { reserved: 0, onHand: 0 };
    byProduct.set(productId, { reserved: before.reserved + reserved, onHand: before.onHand + onHand });
  };
  return {
    byProduct: byProduct as ReadonlyMap<string, Balance>,
    addAdjustment: ({ productId, quantity }: Adjustment) => add(productId, 0, quantity),
    /** Reserved units are still on hand, committed units have left, restocked units are back. */
    addReservation({ status, lineItems }: Reservation) {
      for (const { productId, quantity } of lineItems) {
        if (status === 'reserved') add(productId, quantity, 0);
        if (status === 'committed') add(productId, 0, -quantity);
      }
    },
  };
}

type Units = Pick<Stock, 'available' | 'reserved'>;

/** The mismatches between the stock of a product and its balance. */
export function findMismatches(
  productId: string,
  { available, reserved }: Units = { available: 0, reserved: 0 },
  balance: Balance = { reserved: 0, onHand: 0 },
): StockFinding[] {
  const onHand = available + reserved;
  const findings: StockFinding[] = [];
  if (reserved !== balance.reserved)
    findings.push({
      code: 'stock.reserved-differs',
      productId,
      expected: balance.reserved,
      actual: reserved,
    });
  if (onHand !== balance.onHand)
    findings.push({ code: 'stock.on-hand-differs', productId, expected: balance.onHand, actual: onHand });
  return findings;
}
