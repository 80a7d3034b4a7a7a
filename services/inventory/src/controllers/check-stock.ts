import type { StockCheck, StockFinding } from '#libs/contracts';
import type { StockAuditRepository } from '../gateways/stock-audit-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { balances, findMismatches } from '../models/stock-balance.ts';
import { toProductId, toStock, type Stock, type StockItem } from '../models/stock.ts';
import { tidyStock, type TidyDependencies } from './tidy-stock.ts';

interface Dependencies extends TidyDependencies {
  readonly audit: Pick<StockAuditRepository, 'adjustments' | 'reservations' | 'stock'>;
}

interface Pass {
  readonly products: ReadonlySet<string>;
  readonly findings: readonly StockFinding[];
  readonly changedProducts: ReadonlySet<string>;
  /** Items with holds that no reservation includes, and items of split products. */
  readonly untidyItems: readonly StockItem[];
}

// A product that changes during each of three passes is checked again the next night.
const MAX_PASSES = 3;
// Far below the limit of a function's response.
const MAX_REPORTED_FINDINGS = 1000;

/**
 * Compares the stock of each product with its adjustments and reservations, and returns the units of attempts to reserve
 * that crashed. The tables change while they are read. Every change of available units increments the version of the
 * stock, so that a mismatch counts only when the version is the same before and after.
 */
export async function checkStock(deps: Dependencies): Promise<StockCheck> {
  const { audit } = deps;
  let pass = await checkOnce(audit);
  const { untidyItems } = pass;
  const checkedProducts = pass.products.size;
  const findings = [...pass.findings];
  for (let passes = 1; pass.changedProducts.size > 0 && passes < MAX_PASSES; passes++) {
    pass = await checkOnce(audit, pass.changedProducts);
    findings.push(...pass.findings);
  }
  await tidyStock(untidyItems, deps);
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
  const items = await collect(audit.stock());
  const before = byProduct(items);
  const sums = balances(items);
  for await (const reservation of audit.reservations()) sums.addReservation(reservation);
  for await (const adjustment of audit.adjustments()) sums.addAdjustment(adjustment);

  const stray = sums.strayItems();
  const untidyItems = items.filter(({ stockId, buckets }) => stray.has(stockId) || buckets !== undefined);
  const products = only ?? new Set([...before.keys(), ...sums.byProduct.keys()]);
  const mismatches = [...products].flatMap((productId) =>
    findMismatches(productId, before.get(productId)?.available, sums.byProduct.get(productId)),
  );
  if (mismatches.length === 0) return { products, findings: [], changedProducts: new Set(), untidyItems };

  const after = byProduct(await collect(audit.stock()));
  const hasChanged = ({ productId }: StockFinding) =>
    before.get(productId)?.version !== after.get(productId)?.version;
  return {
    products,
    findings: mismatches.filter((mismatch) => !hasChanged(mismatch)),
    changedProducts: new Set(mismatches.filter(hasChanged).map(({ productId }) => productId)),
    untidyItems,
  };
}

/** The stock of each product over all its items; the versions of closed buckets are included. */
function byProduct(items: readonly StockItem[]): ReadonlyMap<string, Stock> {
  const stock = new Map<string, Stock>();
  for (const item of items) {
    const productId = toProductId(item.stockId);
    const sum = stock.get(productId);
    stock.set(productId, toStock(productId, sum ? [sum, item] : [item]));
  }
  return stock;
}

async function collect(stock: AsyncIterable<StockItem>): Promise<StockItem[]> {
  const items: StockItem[] = [];
  for await (const item of stock) items.push(item);
  return items;
}
