import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportedProduct } from '#libs/contracts';
import { newId } from '#libs/models';
import { fixedClock } from '#libs/testing';
import { inMemoryCatalog } from '../../test/in-memory-catalog.ts';
import { sampleCategory } from '../../test/samples.ts';
import { toProductId } from '../models/imported-product.ts';
import { importProducts } from './import-products.ts';

const lamp = (categoryId: string, sku = 'LAMP-1'): ImportedProduct => ({
  sku,
  title: 'Desk Lamp',
  description: 'Turns every way.',
  categoryId,
  price: { amount: 7490, currency: 'EUR' },
  attributes: { material: 'oak', color: 'white' },
});

describe('importProducts', () => {
  let catalog: ReturnType<typeof inMemoryCatalog>;
  let categoryId: string;
  const now = fixedClock();
  const run = (...products: ImportedProduct[]) =>
    importProducts(products, { products: catalog.imports, now });
  const find = (sku = 'LAMP-1') => catalog.products.get(toProductId(sku));

  beforeEach(async () => {
    catalog = inMemoryCatalog();
    ({ categoryId } = await catalog.categories.insert(sampleCategory()));
  });

  it('creates new products with an id derived from the SKU', async () => {
    expect(await run(lamp(categoryId))).toEqual({ rejected: [] });
    expect(await find()).toMatchObject({ ...lamp(categoryId), status: 'active', images: [], version: 1 });
  });

  it('does not write unchanged products, in any order of their attributes', async () => {
    await run(lamp(categoryId));
    await run({ ...lamp(categoryId), attributes: { color: 'white', material: 'oak' } });
    expect(await find()).toMatchObject({ version: 1 });
  });

  it('updates changed products and removes attributes that are missing from the import', async () => {
    await run(lamp(categoryId));
    await run({ ...lamp(categoryId), title: 'Lamp', attributes: { material: 'oak' } });
    expect(await find()).toMatchObject({ title: 'Lamp', attributes: { material: 'oak' }, version: 2 });
  });

  it('rejects products without a category and imports the others', async () => {
    const { rejected } = await run(lamp(newId('cat'), 'LOST'), lamp(categoryId));
    expect(rejected).toMatchObject([{ sku: 'LOST', code: 'category.unknown' }]);
    expect(await find('LOST')).toBeUndefined();
    expect(await find()).toBeDefined();
  });

  it('rejects products that staff archived', async () => {
    await run(lamp(categoryId));
    const product = (await find())!;
    await catalog.products.replace({ ...product, status: 'archived' }, product);
    const { rejected } = await run({ ...lamp(categoryId), title: 'Lamp' });
    expect(rejected).toMatchObject([{ sku: 'LAMP-1', code: 'product.archived' }]);
    expect(await find()).toMatchObject({ title: 'Desk Lamp', status: 'archived' });
  });

  it('retries products that changed concurrently', async () => {
    await run(lamp(categoryId));
    const { getMany, writeMany } = catalog.imports;
    let hasConflicted = false;
    const products = {
      writeMany,
      getMany: async (ids: readonly string[]) => {
        const found = await getMany(ids);
        if (hasConflicted) return found;
        hasConflicted = true;
        const product = (await find())!;
        await catalog.products.replace({ ...product, title: 'Other' }, product);
        return found;
      },
    };
    await importProducts([{ ...lamp(categoryId), title: 'Lamp' }], { products, now });
    expect(await find()).toMatchObject({ title: 'Lamp', version: 3 });
  });
});
