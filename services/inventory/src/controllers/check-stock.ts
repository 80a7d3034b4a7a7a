import type { StockCheck, StockFinding } from '#libs/contracts';
import { count } from '#libs/logging';
import type { StockBooks } from '../gateways/stock-books.ts';
import { log } from '../log-events.ts';
import { balances, differences } from '../models/stock-balance.ts';
import type { Stock } from '../models/stock.ts';

interface Dependencies {
  readonly books: Pick<StockBooks, 'adjustments' | 'reservations' | 'stock'>;
}

interface Pass {
  readonly products: ReadonlySet<string>;
  readonly findings: readonly StockFinding[];
  readonly movedProducts: ReadonlySet<string>;
}

// A product that is sold in each of three passes is looked at again the next night.
const PASSES = 3;
// As many as fit into a function's answer many times over.
const TOLD_FINDINGS = 1000;

/**
 * Holds each stock against its movements. The tables change while they are read; but every movement of a product
 * moves the version of its stock, so a difference counts only where that is the same before and after.
 */
export async function checkStock({ books }: Dependencies): Promise<StockCheck> {
  let pass = await lookOver(books);
  const checkedProducts = pass.products.size;
  const findings = [...pass.findings];
  for (let passes = 1; pass.movedProducts.size > 0 && passes < PASSES; passes++) {
    pass = await lookOver(books, pass.movedProducts);
    findings.push(...pass.findings);
  }
  for (const finding of findings.slice(0, TOLD_FINDINGS)) log.warn('stock.does-not-add-up', { ...finding });
  count('StockFindings', findings.length);
  return {
    checkedProducts,
    findings: findings.slice(0, TOLD_FINDINGS),
    findingsTotal: findings.length,
    unsettledProducts: pass.movedProducts.size,
  };
}

async function lookOver(books: Dependencies['books'], only?: ReadonlySet<string>): Promise<Pass> {
  const before = await stockByProduct(books);
  const sums = balances();
  for await (const reservation of books.reservations()) sums.addReservation(reservation);
  for await (const adjustment of books.adjustments()) sums.addAdjustment(adjustment);

  const products = only ?? new Set([...before.keys(), ...sums.byProduct.keys()]);
  const suspects = [...products].flatMap((productId) =>
    differences(productId, before.get(productId), sums.byProduct.get(productId)),
  );
  if (suspects.length === 0) return { products, findings: [], movedProducts: new Set() };

  const after = await stockByProduct(books);
  const hasMoved = ({ productId }: StockFinding) =>
    before.get(productId)?.version !== after.get(productId)?.version;
  return {
    products,
    findings: suspects.filter((suspect) => !hasMoved(suspect)),
    movedProducts: new Set(suspects.filter(hasMoved).map(({ productId }) => productId)),
  };
}

async function stockByProduct(books: Pick<StockBooks, 'stock'>) {
  const byProduct = new Map<string, Pick<Stock, 'available' | 'reserved' | 'version'>>();
  for await (const { productId, available, reserved, version } of books.stock())
    byProduct.set(productId, { available, reserved, version });
  return byProduct;
}
