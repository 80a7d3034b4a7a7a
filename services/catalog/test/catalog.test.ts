import { describe, expect, it } from '@jest/globals';
import { newId, type Page, type PageQuery } from '#libs/models';
import { conflictingDynamoDb, runningCloud } from '#libs/testing';
import { dynamoDbCategoryRepository } from '../src/gateways/dynamodb-category-repository.ts';
import { dynamoDbProductBatchRepository } from '../src/gateways/dynamodb-product-batch-repository.ts';
import { dynamoDbProductRepository } from '../src/gateways/dynamodb-product-repository.ts';
import { inMemoryCatalog } from './in-memory-catalog.ts';
import { sampleCategory, sampleProduct } from './samples.ts';

const createDynamoDb = async () => {
  const cloud = runningCloud();
  const client = conflictingDynamoDb();
  const [products, categories] = await Promise.all([
    cloud.ref('catalog', 'ProductsTable'),
    cloud.ref('catalog', 'CategoriesTable'),
  ]);
  return {
    products: dynamoDbProductRepository({ products, categories }, client),
    categories: dynamoDbCategoryRepository(categories, client),
    imports: dynamoDbProductBatchRepository({ products, categories }, client),
  };
};

async function collectPages<T>(list: (query: PageQuery) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 2, ...(cursor && { cursor }) });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

describe.each([
  ['on DynamoDB with conflicts', createDynamoDb],
  ['in memory', async () => inMemoryCatalog()],
])('the catalog repositories %s', (_, create) => {
  const withCategory = async () => {
    const catalog = await create();
    return { ...catalog, category: await catalog.categories.insert(sampleCategory()) };
  };
  const unknownCategory = { kind: 'unprocessable', code: 'category.unknown' };
  const changed = { kind: 'conflict', code: 'record.changed' };
  const inUse = { kind: 'conflict', code: 'category.in-use' };

  it('writes 100 products at once and counts them in their categories', async () => {
    const { imports, products, categories, category } = await withCategory();
    const { categoryId } = category;
    const newProducts = Array.from({ length: 100 }, () => sampleProduct(categoryId));
    const written = { notWritten: [], unknownCategories: [] };
    expect(await imports.writeMany(newProducts.map((next) => ({ next })))).toEqual(written);
    const found = await imports.getMany(newProducts.map(({ productId }) => productId));
    expect(found.size).toBe(100);
    await expect(categories.remove(category)).rejects.toMatchObject(inUse);

    const current = found.get(newProducts[0]!.productId)!;
    await imports.writeMany([{ next: { ...current, title: 'Lamp' }, current }]);
    expect(await products.get(current.productId)).toMatchObject({ title: 'Lamp', version: 2 });
    const stale = await imports.writeMany([{ next: current, current }]);
    expect(stale).toEqual({ notWritten: [current.productId], unknownCategories: [] });
  });

  it('writes no product of a transaction with an unknown category, and returns the category', async () => {
    const { imports, products, category } = await withCategory();
    const [valid, invalid] = [sampleProduct(category.categoryId), sampleProduct(newId('cat'))];
    expect(await imports.writeMany([{ next: valid }, { next: invalid }])).toEqual({
      notWritten: [valid.productId, invalid.productId],
      unknownCategories: [invalid.categoryId],
    });
    expect(await products.get(valid.productId)).toBeUndefined();
  });

  it('returns products and categories as they were written', async () => {
    const { products, categories, category } = await withCategory();
    const product = await products.insert(sampleProduct(category.categoryId));
    expect(product.version).toBe(1);
    expect(await products.get(product.productId)).toEqual(product);
    expect(await categories.get(category.categoryId)).toEqual(category);
    expect(await products.get(newId('prd'))).toBeUndefined();
    expect(await categories.get(newId('cat'))).toBeUndefined();
  });

  it('rejects products of unknown categories', async () => {
    const { products, category } = await withCategory();
    await expect(products.insert(sampleProduct(newId('cat')))).rejects.toMatchObject(unknownCategory);
    const product = await products.insert(sampleProduct(category.categoryId));
    const elsewhere = { ...product, categoryId: newId('cat') };
    await expect(products.replace(elsewhere, product)).rejects.toMatchObject(unknownCategory);
    const archivedElsewhere = { ...elsewhere, status: 'archived' as const };
    await expect(products.replace(archivedElsewhere, product)).rejects.toMatchObject(unknownCategory);
    expect(await products.get(product.productId)).toEqual(product);
  });

  it('replaces only the version that was read, with and without a change of category', async () => {
    const { products, categories, category } = await withCategory();
    const other = await categories.insert(sampleCategory());
    const first = await products.insert(sampleProduct(category.categoryId));
    const second = await products.replace({ ...first, title: 'Lamp' }, first);
    expect(second).toMatchObject({ title: 'Lamp', version: 2 });
    await expect(products.replace(first, first)).rejects.toMatchObject(changed);
    const moved = { ...first, categoryId: other.categoryId };
    await expect(products.replace(moved, first)).rejects.toMatchObject(changed);
    expect(await products.get(first.productId)).toEqual(second);

    const renamed = await categories.replace({ ...category, name: 'Light' });
    expect(await categories.get(category.categoryId)).toEqual(renamed);
    await expect(categories.replace(category)).rejects.toMatchObject(changed);
  });

  it('removes a category only when no product in it is on sale', async () => {
    const { products, categories, category } = await withCategory();
    const other = await categories.insert(sampleCategory());
    const { categoryId } = category;
    const one = await products.insert(sampleProduct(categoryId));
    const two = await products.insert(sampleProduct(categoryId));
    await expect(categories.remove(category)).rejects.toMatchObject(inUse);
    await products.replace({ ...one, status: 'archived' }, one);
    await expect(categories.remove(category)).rejects.toMatchObject(inUse);
    const moved = await products.replace({ ...two, categoryId: other.categoryId }, two);
    await expect(categories.remove(other)).rejects.toMatchObject(inUse);
    const movedBack = await products.replace({ ...moved, categoryId }, moved);
    await expect(categories.remove(category)).rejects.toMatchObject(inUse);
    await products.replace({ ...movedBack, status: 'archived' }, movedBack);
    await categories.remove(category);
    expect(await categories.get(categoryId)).toBeUndefined();
    const archived = (await products.get(one.productId))!;
    const restored = products.replace({ ...archived, status: 'active' }, archived);
    await expect(restored).rejects.toMatchObject(unknownCategory);
  });

  it('removes only the version of a category that was read', async () => {
    const { categories, category } = await withCategory();
    const renamed = await categories.replace({ ...category, name: 'Light' });
    await expect(categories.remove(category)).rejects.toMatchObject(changed);
    await categories.remove(renamed);
  });

  it('lists the products of a category by status in pages, newest first', async () => {
    const { products, category } = await withCategory();
    const { categoryId } = category;
    const ids = ['a', 'b', 'c', 'd', 'e'].map((last) => `${newId('prd').slice(0, -1)}${last}`);
    const sorted = ids.toSorted();
    for (const productId of ids) await products.insert(sampleProduct(categoryId, productId));
    const archived = (await products.get(sorted[0]!))!;
    await products.replace({ ...archived, status: 'archived' }, archived);

    const onSale = await collectPages((page) => products.list({ status: 'active', categoryId, ...page }));
    const found = onSale.map(({ productId }) => productId);
    expect(found).toEqual(sorted.slice(1).toReversed());
    const archivedPage = await products.list({ status: 'archived', categoryId, limit: 20 });
    expect(archivedPage.items.map(({ productId }) => productId)).toEqual([sorted[0]]);
    const all = await products.list({ status: 'active', limit: 100 });
    expect(all.items.map(({ productId }) => productId)).toEqual(expect.arrayContaining(found));
  });

  it('lists categories by name', async () => {
    const { categories } = await withCategory();
    const prefix = newId('n');
    const [second, first] = [
      await categories.insert(sampleCategory(`${prefix} b`)),
      await categories.insert(sampleCategory(`${prefix} a`)),
    ];
    const all = await collectPages((page) => categories.list(page));
    expect(all.filter(({ name }) => name.startsWith(prefix))).toEqual([first, second]);
  });
});
