import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportedProduct } from '#libs/contracts';
import { newId } from '#libs/models';
import { fixedClock } from '#libs/testing';
import { inMemoryCatalog } from '../../test/in-memory-catalog.ts';
import { sampleCategory } from '../../test/samples.ts';
import { productIdOf } from '../models/imported-product.ts';
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
  const kept = (sku = 'LAMP-1') => catalog.products.get(productIdOf(sku));

  beforeEach(async () => {
    catalog = inMemoryCatalog();
    ({ categoryId } = await catalog.categories.insert(sampleCategory()));
  });

  it('puts what is new on sale, under an id that follows from the SKU', async () => {
    expect(await run(lamp(categoryId))).toEqual({ rejected: [] });
    expect(await kept()).toMatchObject({ ...lamp(categoryId), status: 'active', images: [], version: 1 });
  });

  it('leaves alone what is so already, whatever the order of its attributes', async () => {
    await run(lamp(categoryId));
    await run({ ...lamp(categoryId), attributes: { color: 'white', material: 'oak' } });
    expect(await kept()).toMatchObject({ version: 1 });
  });

  it('changes what differs, and takes away attributes that are no longer named', async () => {
    await run(lamp(categoryId));
    await run({ ...lamp(categoryId), title: 'Lamp', attributes: { material: 'oak' } });
    expect(await kept()).toMatchObject({ title: 'Lamp', attributes: { material: 'oak' }, version: 2 });
  });

  it('rejects what has no category, and does the rest', async () => {
    const { rejected } = await run(lamp(newId('cat'), 'LOST'), lamp(categoryId));
    expect(rejected).toMatchObject([{ sku: 'LOST', code: 'category.unknown' }]);
    expect(await kept('LOST')).toBeUndefined();
    expect(await kept()).toBeDefined();
  });

  it('does not bring back what staff archived', async () => {
    await run(lamp(categoryId));
    const product = (await kept())!;
    await catalog.products.replace({ ...product, status: 'archived' }, product);
    const { rejected } = await run({ ...lamp(categoryId), title: 'Lamp' });
    expect(rejected).toMatchObject([{ sku: 'LAMP-1', code: 'product.archived' }]);
    expect(await kept()).toMatchObject({ title: 'Desk Lamp', status: 'archived' });
  });

  it('reads again what somebody changed meanwhile', async () => {
    await run(lamp(categoryId));
    const { getMany, writeMany } = catalog.imports;
    let raced = false;
    const products = {
      writeMany,
      getMany: async (ids: readonly string[]) => {
        const found = await getMany(ids);
        if (raced) return found;
        raced = true;
        const product = (await kept())!;
        await catalog.products.replace({ ...product, title: 'Other' }, product);
        return found;
      },
    };
    await importProducts([{ ...lamp(categoryId), title: 'Lamp' }], { products, now });
    expect(await kept()).toMatchObject({ title: 'Lamp', version: 3 });
  });
});
