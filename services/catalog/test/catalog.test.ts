import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { newId, type Page, type PageQuery } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { dynamoDbCategoryTable } from '../src/gateways/dynamodb-category-table.ts';
import { dynamoDbProductImports } from '../src/gateways/dynamodb-product-imports.ts';
import { dynamoDbProductTable } from '../src/gateways/dynamodb-product-table.ts';
import { inMemoryCatalog } from './in-memory-catalog.ts';
import { sampleCategory, sampleProduct } from './samples.ts';

const onDynamoDb = async () => {
  const cloud = runningCloud();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const [products, categories] = await Promise.all([
    cloud.ref('catalog', 'ProductsTable'),
    cloud.ref('catalog', 'CategoriesTable'),
  ]);
  return {
    products: dynamoDbProductTable({ products, categories }, client),
    categories: dynamoDbCategoryTable(categories, client),
    imports: dynamoDbProductImports({ products, categories }, client),
  };
};

async function everyPage<T>(list: (query: PageQuery) => Promise<Page<T>>): Promise<T[]> {
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
  ['on DynamoDB', onDynamoDb],
  ['in memory', async () => inMemoryCatalog()],
])('the catalog %s', (_, open) => {
  const withCategory = async () => {
    const catalog = await open();
    return { ...catalog, category: await catalog.categories.insert(sampleCategory()) };
  };
  const unknownCategory = { kind: 'unprocessable', code: 'category.unknown' };
  const changed = { kind: 'conflict', code: 'record.changed' };
  const inUse = { kind: 'conflict', code: 'category.in-use' };

  it('writes products by the hundred, counted by their categories', async () => {
    const { imports, products, categories, category } = await withCategory();
    const { categoryId } = category;
    const news = Array.from({ length: 100 }, () => sampleProduct(categoryId));
    const written = { notWritten: [], unknownCategories: [] };
    expect(await imports.writeMany(news.map((next) => ({ next })))).toEqual(written);
    const found = await imports.getMany(news.map(({ productId }) => productId));
    expect(found.size).toBe(100);
    await expect(categories.remove(category)).rejects.toMatchObject(inUse);

    const current = found.get(news[0]!.productId)!;
    await imports.writeMany([{ next: { ...current, title: 'Lamp' }, current }]);
    expect(await products.get(current.productId)).toMatchObject({ title: 'Lamp', version: 2 });
    const stale = await imports.writeMany([{ next: current, current }]);
    expect(stale).toEqual({ notWritten: [current.productId], unknownCategories: [] });
  });

  it('writes none of the products beside one whose category is not there, and says which', async () => {
    const { imports, products, category } = await withCategory();
    const [fine, lost] = [sampleProduct(category.categoryId), sampleProduct(newId('cat'))];
    expect(await imports.writeMany([{ next: fine }, { next: lost }])).toEqual({
      notWritten: [fine.productId, lost.productId],
      unknownCategories: [lost.categoryId],
    });
    expect(await products.get(fine.productId)).toBeUndefined();
  });

  it('gives back products and categories as they were written', async () => {
    const { products, categories, category } = await withCategory();
    const product = await products.insert(sampleProduct(category.categoryId));
    expect(product.version).toBe(1);
    expect(await products.get(product.productId)).toEqual(product);
    expect(await categories.get(category.categoryId)).toEqual(category);
    expect(await products.get(newId('prd'))).toBeUndefined();
    expect(await categories.get(newId('cat'))).toBeUndefined();
  });

  it('puts products only into categories that exist', async () => {
    const { products, category } = await withCategory();
    await expect(products.insert(sampleProduct(newId('cat')))).rejects.toMatchObject(unknownCategory);
    const product = await products.insert(sampleProduct(category.categoryId));
    const elsewhere = { ...product, categoryId: newId('cat') };
    await expect(products.replace(elsewhere, product)).rejects.toMatchObject(unknownCategory);
    const away = { ...elsewhere, status: 'archived' as const };
    await expect(products.replace(away, product)).rejects.toMatchObject(unknownCategory);
    expect(await products.get(product.productId)).toEqual(product);
  });

  it('replaces only the version that was read, with and without a move', async () => {
    const { products, categories, category } = await withCategory();
    const other = await categories.insert(sampleCategory());
    const first = await products.insert(sampleProduct(category.categoryId));
    const second = await products.replace({ ...first, title: 'Lamp' }, first);
    expect(second).toMatchObject({ title: 'Lamp', version: 2 });
    await expect(products.replace(first, first)).rejects.toMatchObject(changed);
    const transition = { ...first, categoryId: other.categoryId };
    await expect(products.replace(transition, first)).rejects.toMatchObject(changed);
    expect(await products.get(first.productId)).toEqual(second);

    const renamed = await categories.replace({ ...category, name: 'Light' });
    expect(await categories.get(category.categoryId)).toEqual(renamed);
    await expect(categories.replace(category)).rejects.toMatchObject(changed);
  });

  it('keeps a category for as long as products are on sale in it, and no longer', async () => {
    const { products, categories, category } = await withCategory();
    const other = await categories.insert(sampleCategory());
    const { categoryId } = category;
    const one = await products.insert(sampleProduct(categoryId));
    const two = await products.insert(sampleProduct(categoryId));
    await expect(categories.remove(category)).rejects.toMatchObject(inUse);
    await products.replace({ ...one, status: 'archived' }, one);
    await expect(categories.remove(category)).rejects.toMatchObject(inUse);
    const transition = await products.replace({ ...two, categoryId: other.categoryId }, two);
    await expect(categories.remove(other)).rejects.toMatchObject(inUse);
    const back = await products.replace({ ...transition, categoryId }, transition);
    await expect(categories.remove(category)).rejects.toMatchObject(inUse);
    await products.replace({ ...back, status: 'archived' }, back);
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

  it('lists the products of a category in pages, newest first, each status for itself', async () => {
    const { products, category } = await withCategory();
    const { categoryId } = category;
    const ids = ['a', 'b', 'c', 'd', 'e'].map((letter) => `${newId('prd').slice(0, -1)}${letter}`);
    const sorted = ids.toSorted();
    for (const productId of ids) await products.insert(sampleProduct(categoryId, productId));
    const archived = (await products.get(sorted[0]!))!;
    await products.replace({ ...archived, status: 'archived' }, archived);

    const onSale = await everyPage((page) => products.list({ status: 'active', categoryId, ...page }));
    const found = onSale.map(({ productId }) => productId);
    expect(found).toEqual(sorted.slice(1).toReversed());
    const off = await products.list({ status: 'archived', categoryId, limit: 20 });
    expect(off.items.map(({ productId }) => productId)).toEqual([sorted[0]]);
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
    const all = await everyPage((page) => categories.list(page));
    expect(all.filter(({ name }) => name.startsWith(prefix))).toEqual([first, second]);
  });
});
