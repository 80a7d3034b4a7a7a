import type { StockFinding } from '#libs/contracts';
import type { Adjustment } from './adjustment.ts';
import type { Reservation } from './reservation.ts';
import type { Stock } from './stock.ts';

/** What the records of a product's movements come to. */
export interface Balance {
  readonly reserved: number;
  readonly onHand: number;
}

/** Sums of movements by product. */
export function balances() {
  const byProduct = new Map<string, Balance>();
  const add = (productId: string, reserved: number, onHand: number) => {
    const before = byProduct.get(productId) ?? { reserved: 0, onHand: 0 };
    byProduct.set(productId, { reserved: before.reserved + reserved, onHand: before.onHand + onHand });
  };
  return {
    byProduct: byProduct as ReadonlyMap<string, Balance>,
    addAdjustment: ({ productId, quantity }: Adjustment) => add(productId, 0, quantity),
    /** What is only reserved is still on hand; what was committed has gone; what came back is there again. */
    addReservation({ status, lineItems }: Reservation) {
      for (const { productId, quantity } of lineItems) {
        if (status === 'reserved') add(productId, quantity, 0);
        if (status === 'committed') add(productId, 0, -quantity);
      }
    },
  };
}

type Pieces = Pick<Stock, 'available' | 'reserved'>;

/** Where a product's stock is not what its movements come to. */
export function differences(
  productId: string,
  { available, reserved }: Pieces = { available: 0, reserved: 0 },
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
