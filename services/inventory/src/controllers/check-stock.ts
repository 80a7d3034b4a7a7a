import type { StockCheck, StockFinding } from '#libs/contracts';
import type { StockAuditRepository } from '../gateways/stock-audit-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { balances, findMismatches } from '../models/stock-balance.ts';
import type { Stock } from '../models/stock.ts';

interface Dependencies {
  readonly audit: Pick<StockAuditRepository, 'adjustments' | 'reservations' | 'stock'>;
}

interface Pass {
  readonly products: ReadonlySet<string>;
  readonly findings: readonly StockFinding[];
  readonly changedProducts: ReadonlySet<string>;
}

// A product that changes during each of three passes is checked again the next night.
const MAX_PASSES = 3;
// Far below the limit of a function's response.
const MAX_REPORTED_FINDINGS = 1000;

/**
 * Compares the stock of each product with its adjustments and reservations. The tables change while they are read.
 * Every change increments the version of the stock, so that a mismatch counts only when the version is the same before
 * and after.
 */
export async function checkStock({ audit }: Dependencies): Promise<StockCheck> {
  let pass = await checkOnce(audit);
  const checkedProducts = pass.products.size;
  const findings = [...pass.findings];
  for (let passes = 1; pass.changedProducts.size > 0 && passes < MAX_PASSES; passes++) {
    pass = await checkOnce(audit, pass.changedProducts);
    findings.push(...pass.findings);
  }
  const reported = findings.slice(0, MAX_REPORTED_FINDINGS);
  for (const finding of reported) log.warn('stock.mismatch-found', { ...finding });
  metrics.count('StockMismatches', findings.length);
  return {
    checkedProducts,
    findings: reported,
    findingsTotal: findings.length,
    unsettledProducts: pass.changedProducts.size,
  };
}

async function checkOnce(audit: Dependencies['audit'], only?: ReadonlySet<string>): Promise<Pass> {
  const before = await readStock(audit);
  const sums = balances();
  for await (const reservation of audit.reservations()) sums.addReservation(reservation);
  for await (const adjustment of audit.adjustments()) sums.addAdjustment(adjustment);

  const products = only ?? new Set([...before.keys(), ...sums.byProduct.keys()]);
  const mismatches = [...products].flatMap((productId) =>
    findMismatches(productId, before.get(productId), sums.byProduct.get(productId)),
  );
  if (mismatches.length === 0) return { products, findings: [], changedProducts: new Set() };

  const after = await readStock(audit);
  const hasChanged = ({ productId }: StockFinding) =>
    before.get(productId)?.version !== after.get(productId)?.version;
  return {
    products,
    findings: mismatches.filter((mismatch) => !hasChanged(mismatch)),
    changedProducts: new Set(mismatches.filter(hasChanged).map(({ productId }) => productId)),
  };
}

async function readStock(audit: Pick<StockAuditRepository, 'stock'>) {
  const byProduct = new Map<string, Pick<Stock, 'available' | 'reserved' | 'version'>>();
  for await (const { productId, available, reserved, version } of audit.stock())
    byProduct.set(productId, { available, reserved, version });
  return byProduct;
}
