import { AppError } from '#libs/errors';
import { inMemoryRecordRepository } from '#libs/testing';
import type { CategoryTable } from '../src/gateways/category-table.ts';
import type { ProductImports, ProductWrite } from '../src/gateways/product-imports.ts';
import type { ProductTable } from '../src/gateways/product-table.ts';
import type { Category } from '../src/models/category.ts';
import type { Product } from '../src/models/product.ts';

/** Products and categories in memory; they pass the same contract test as those on DynamoDB. */
export function inMemoryCatalog(): {
  products: ProductTable;
  categories: CategoryTable;
  imports: ProductImports;
} {
  type Row = Product & { categoryListing: string };
  const rows = inMemoryRecordRepository<Row>(['productId'], {
    byStatus: 'productId',
    byCategory: 'productId',
  });
  const shelves = inMemoryRecordRepository<Omit<Category, 'version'> & { listing: string }>(['categoryId'], {
    byName: 'name',
  });

  const rowOf = <P extends Product>(product: P) => ({
    ...product,
    categoryListing: `${product.status}#${product.categoryId}`,
  });
  const productOf = <R extends Row>({ categoryListing: _, ...product }: R) => product;
  const categoryOf = <R extends { listing: string }>({ listing: _, ...category }: R) => category;
  const requireCategory = async (categoryId: string) => {
    if (!(await shelves.get({ categoryId }))) throw new AppError('unprocessable', 'category.unknown');
  };

  return {
    products: {
      async get(productId) {
        const row = await rows.get({ productId });
        return row && productOf(row);
      },
      async insert(product) {
        await requireCategory(product.categoryId);
        return productOf(await rows.insert(rowOf(product)));
      },
      async replace(next, current) {
        const isListedElsewhere = rowOf(next).categoryListing !== rowOf(current).categoryListing;
        if (isListedElsewhere) await requireCategory(next.categoryId);
        return productOf(await rows.replace(rowOf(next)));
      },
      async list({ status, categoryId, ...page }) {
        const { items, ...rest } = await rows.list({
          ...(categoryId === undefined
            ? { index: 'byStatus', partition: { status } }
            : { index: 'byCategory', partition: { categoryListing: `${status}#${categoryId}` } }),
          newestFirst: true,
          ...page,
        });
        return { items: items.map(productOf), ...rest };
      },
    },
    imports: {
      async getMany(productIds) {
        const found = await Promise.all(productIds.map((productId) => rows.get({ productId })));
        return new Map(found.flatMap((row) => (row ? [[row.productId, productOf(row)] as const] : [])));
      },
      async writeMany(writes) {
        const isUnknown = async ({ next }: ProductWrite) =>
          !(await shelves.get({ categoryId: next.categoryId }));
        const isStale = async ({ next, current }: ProductWrite) =>
          (await rows.get({ productId: next.productId }))?.version !== current?.version;
        const unknown: ProductWrite[] = [];
        let isHeldUp = false;
        for (const write of writes) {
          if (await isUnknown(write)) unknown.push(write);
          else if (await isStale(write)) isHeldUp = true;
        }
        if (unknown.length > 0 || isHeldUp)
          return {
            notWritten: writes.map(({ next }) => next.productId),
            unknownCategories: unknown.map(({ next }) => next.categoryId),
          };
        for (const { next, current } of writes)
          await (current
            ? rows.replace({ ...rowOf(next), version: current.version })
            : rows.insert(rowOf(next)));
        return { notWritten: [], unknownCategories: [] };
      },
    },
    categories: {
      async get(categoryId) {
        const shelf = await shelves.get({ categoryId });
        return shelf && categoryOf(shelf);
      },
      insert: async (category) => categoryOf(await shelves.insert({ ...category, listing: 'every' })),
      replace: async (category) => categoryOf(await shelves.replace({ ...category, listing: 'every' })),
      async remove(category) {
        const isInUse = rows
          .records()
          .some(({ categoryId, status }) => categoryId === category.categoryId && status === 'active');
        if (isInUse) throw new AppError('conflict', 'category.in-use');
        await shelves.remove({ ...category, listing: 'every' });
      },
      async list(query) {
        const { items, ...rest } = await shelves.list({
          index: 'byName',
          partition: { listing: 'every' },
          ...query,
        });
        return { items: items.map(categoryOf), ...rest };
      },
    },
  };
}
