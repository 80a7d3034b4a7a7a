import type { ImportedProduct, RejectedProduct } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { ProductImports, ProductWrite } from '../gateways/product-imports.ts';
import { log } from '../log-events.ts';
import { importedProduct, isLike, productIdOf } from '../models/imported-product.ts';

interface Dependencies {
  readonly products: ProductImports;
  readonly now: () => Date;
}

interface Imported {
  readonly rejected: readonly RejectedProduct[];
}

// A try is lost where somebody changed one of the products between reading and writing, or a category is not there.
const TRIES = 5;

/** Makes products like their import says; those that are so already are left alone, and tell nobody of a change. */
export async function importProducts(
  imported: readonly ImportedProduct[],
  { products, now }: Dependencies,
): Promise<Imported> {
  const rejected: RejectedProduct[] = [];
  let pending = imported;
  for (let attempt = 1; pending.length > 0; attempt++) {
    if (attempt > TRIES) throw new AppError('unavailable', 'catalog.busy', { retryAfterSeconds: 1 });
    const plan = await planOf(pending, { products, now });
    rejected.push(...plan.rejected);
    const { notWritten, unknownCategories } = await products.writeMany(plan.writes);
    const again = pending.filter(({ sku }) => notWritten.includes(productIdOf(sku)));
    const isUnknown = ({ categoryId }: ImportedProduct) => unknownCategories.includes(categoryId);
    rejected.push(...again.filter(isUnknown).map(categoryUnknown));
    pending = again.filter((product) => !isUnknown(product));
  }
  log.info('products.imported', { count: imported.length - rejected.length, rejected: rejected.length });
  return { rejected };
}

async function planOf(
  pending: readonly ImportedProduct[],
  { products, now }: Dependencies,
): Promise<{ writes: ProductWrite[]; rejected: RejectedProduct[] }> {
  const known = await products.getMany(pending.map(({ sku }) => productIdOf(sku)));
  const writes: ProductWrite[] = [];
  const rejected: RejectedProduct[] = [];
  for (const product of pending) {
    const current = known.get(productIdOf(product.sku));
    if (current?.status === 'archived') rejected.push(archived(product));
    else if (!current || !isLike(current, product))
      writes.push({ next: importedProduct(current, product, now()), current });
  }
  return { writes, rejected };
}

const categoryUnknown = ({ sku }: ImportedProduct): RejectedProduct => ({
  sku,
  code: 'category.unknown',
  detail: 'There is no category of this id. Create it first.',
});

const archived = ({ sku }: ImportedProduct): RejectedProduct => ({
  sku,
  code: 'product.archived',
  detail: 'Staff took this product off sale. Bring it back first, or leave the row out.',
});
