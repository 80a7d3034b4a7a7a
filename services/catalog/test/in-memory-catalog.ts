import { AppError } from '#libs/errors';
import { inMemoryRecordRepository } from '#libs/testing';
import type { CategoryRepository } from '../src/gateways/category-repository.ts';
import type { ProductBatchRepository, ProductWrite } from '../src/gateways/product-batch-repository.ts';
import type { ProductRepository } from '../src/gateways/product-repository.ts';
import type { Category } from '../src/models/category.ts';
import type { Product } from '../src/models/product.ts';

/** Passes the same contract tests as the DynamoDB repositories. */
export function inMemoryCatalog(): {
  products: ProductRepository;
  categories: CategoryRepository;
  imports: ProductBatchRepository;
} {
  type ProductRecord = Product & { categoryListing: string };
  const productRecords = inMemoryRecordRepository<ProductRecord>(['productId'], {
    byStatus: 'productId',
    byCategory: 'productId',
  });
  const categoryRecords = inMemoryRecordRepository<Omit<Category, 'version'> & { listing: string }>(
    ['categoryId'],
    {
      byName: 'name',
    },
  );

  const toRecord = <P extends Product>(product: P) => ({
    ...product,
    categoryListing: `${product.status}#${product.categoryId}`,
  });
  const toProduct = <R extends ProductRecord>({ categoryListing: _, ...product }: R) => product;
  const toCategory = <R extends { listing: string }>({ listing: _, ...category }: R) => category;
  const requireCategory = async (categoryId: string) => {
    if (!(await categoryRecords.get({ categoryId }))) throw new AppError('unprocessable', 'category.unknown');
  };

  return {
    products: {
      async get(productId) {
        const record = await productRecords.get({ productId });
        return record && toProduct(record);
      },
      async insert(product) {
        await requireCategory(product.categoryId);
        return toProduct(await productRecords.insert(toRecord(product)));
      },
      async replace(next, current) {
        const isListedElsewhere = toRecord(next).categoryListing !== toRecord(current).categoryListing;
        if (isListedElsewhere) await requireCategory(next.categoryId);
        return toProduct(await productRecords.replace(toRecord(next)));
      },
      async list({ status, categoryId, ...page }) {
        const { items, ...rest } = await productRecords.list({
          ...(categoryId === undefined
            ? { index: 'byStatus', partition: { status } }
            : { index: 'byCategory', partition: { categoryListing: `${status}#${categoryId}` } }),
          newestFirst: true,
          ...page,
        });
        return { items: items.map(toProduct), ...rest };
      },
    },
    imports: {
      async getMany(productIds) {
        const found = await Promise.all(productIds.map((productId) => productRecords.get({ productId })));
        return new Map(
          found.flatMap((record) => (record ? [[record.productId, toProduct(record)] as const] : [])),
        );
      },
      async writeMany(writes) {
        const isUnknown = async ({ next }: ProductWrite) =>
          !(await categoryRecords.get({ categoryId: next.categoryId }));
        const isStale = async ({ next, current }: ProductWrite) =>
          (await productRecords.get({ productId: next.productId }))?.version !== current?.version;
        const unknown: ProductWrite[] = [];
        let hasConflict = false;
        for (const write of writes) {
          if (await isUnknown(write)) unknown.push(write);
          else if (await isStale(write)) hasConflict = true;
        }
        if (unknown.length > 0 || hasConflict)
          return {
            notWritten: writes.map(({ next }) => next.productId),
            unknownCategories: unknown.map(({ next }) => next.categoryId),
          };
        for (const { next, current } of writes)
          await (current
            ? productRecords.replace({ ...toRecord(next), version: current.version })
            : productRecords.insert(toRecord(next)));
        return { notWritten: [], unknownCategories: [] };
      },
    },
    categories: {
      async get(categoryId) {
        const record = await categoryRecords.get({ categoryId });
        return record && toCategory(record);
      },
      insert: async (category) => toCategory(await categoryRecords.insert({ ...category, listing: 'every' })),
      replace: async (category) =>
        toCategory(await categoryRecords.replace({ ...category, listing: 'every' })),
      async remove(category) {
        const isInUse = productRecords
          .records()
          .some(({ categoryId, status }) => categoryId === category.categoryId && status === 'active');
        if (isInUse) throw new AppError('conflict', 'category.in-use');
        await categoryRecords.remove({ ...category, listing: 'every' });
      },
      async list(query) {
        const { items, ...rest } = await categoryRecords.list({
          index: 'byName',
          partition: { listing: 'every' },
          ...query,
        });
        return { items: items.map(toCategory), ...rest };
      },
    },
  };
}
