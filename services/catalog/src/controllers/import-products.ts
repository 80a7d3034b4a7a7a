import type { ImportedProduct, RejectedProduct } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { ProductBatchRepository, ProductWrite } from '../gateways/product-batch-repository.ts';
import { log } from '../log-events.ts';
import { applyImport, matchesImport, toProductId } from '../models/imported-product.ts';

interface Dependencies {
  readonly products: ProductBatchRepository;
  readonly now: () => Date;
}

interface ImportResult {
  readonly rejected: readonly RejectedProduct[];
}

// A write fails when a product changed after it was read, or when a category does not exist.
const MAX_TRIES = 5;

/** Creates or updates products by SKU. Unchanged products are not written, so that no event is published for them. */
export async function importProducts(
  imported: readonly ImportedProduct[],
  { products, now }: Dependencies,
): Promise<ImportResult> {
  const rejected: RejectedProduct[] = [];
  let pending = imported;
  for (let attempt = 1; pending.length > 0; attempt++) {
    if (attempt > MAX_TRIES) throw new AppError('unavailable', 'catalog.busy', { retryAfterSeconds: 1 });
    const plan = await planWrites(pending, { products, now });
    rejected.push(...plan.rejected);
    const { notWritten, unknownCategories } = await products.writeMany(plan.writes);
    const unwritten = pending.filter(({ sku }) => notWritten.includes(toProductId(sku)));
    const isUnknown = ({ categoryId }: ImportedProduct) => unknownCategories.includes(categoryId);
    rejected.push(...unwritten.filter(isUnknown).map(rejectUnknownCategory));
    pending = unwritten.filter((product) => !isUnknown(product));
  }
  log.info('products.imported', { count: imported.length - rejected.length, rejected: rejected.length });
  return { rejected };
}

async function planWrites(
  pending: readonly ImportedProduct[],
  { products, now }: Dependencies,
): Promise<{ writes: ProductWrite[]; rejected: RejectedProduct[] }> {
  const existing = await products.getMany(pending.map(({ sku }) => toProductId(sku)));
  const writes: ProductWrite[] = [];
  const rejected: RejectedProduct[] = [];
  for (const product of pending) {
    const current = existing.get(toProductId(product.sku));
    if (current?.status === 'archived') rejected.push(rejectArchived(product));
    else if (!current || !matchesImport(current, product))
      writes.push({ next: applyImport(current, product, now()), current });
  }
  return { writes, rejected };
}

const rejectUnknownCategory = ({ sku }: ImportedProduct): RejectedProduct => ({
  sku,
  code: 'category.unknown',
  detail: 'The category does not exist. Create it first.',
});

const rejectArchived = ({ sku }: ImportedProduct): RejectedProduct => ({
  sku,
  code: 'product.archived',
  detail: 'The product is archived. Restore it first, or remove the row.',
});
