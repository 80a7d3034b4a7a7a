import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '#libs/testing';
import { inMemoryCatalog } from '../../test/in-memory-catalog.ts';
import { lampRequest, sampleCategory } from '../../test/samples.ts';
import { archiveProduct } from './archive-product.ts';
import { changeProduct } from './change-product.ts';
import { createProduct } from './create-product.ts';
import { getProduct } from './get-product.ts';
import { listProducts } from './list-products.ts';

const shopWithLamps = async () => {
  const deps = { ...inMemoryCatalog(), imagesUrl: 'https://s3.example/b', now: fixedClock() };
  const { categoryId } = await deps.categories.insert(sampleCategory());
  const product = await createProduct(lampRequest(categoryId), deps);
  return { deps, categoryId, product, productId: product.productId };
};
const notFound = { kind: 'not-found', code: 'product.not-found' };

describe('a product', () => {
  it('is on sale once it is created', async () => {
    const { deps, categoryId, product, productId } = await shopWithLamps();
    expect(product).toMatchObject({ ...lampRequest(categoryId), status: 'active', images: [], version: 1 });
    expect(productId).toMatch(/^prd_[0-9a-z]{36}$/);
    expect(await getProduct(productId, deps)).toEqual(product);
    expect(await listProducts({ status: 'active', categoryId, limit: 20 }, deps)).toEqual({
      items: [product],
    });
  });

  it('requires an existing category', async () => {
    const { deps, productId } = await shopWithLamps();
    const unknown = { kind: 'unprocessable', code: 'category.unknown' };
    await expect(createProduct(lampRequest('cat_x'), deps)).rejects.toMatchObject(unknown);
    const change = changeProduct(productId, { categoryId: 'cat_x' }, undefined, deps);
    await expect(change).rejects.toMatchObject(unknown);
  });

  it('is updated in the given fields, and honors If-Match', async () => {
    const { deps, product, productId } = await shopWithLamps();
    deps.now.advance(60);
    const price = { amount: 100, currency: 'EUR' };
    const changed = await changeProduct(productId, { price }, '"1"', deps);
    expect(changed).toEqual({ ...product, price, version: 2, updatedAt: deps.now().toISOString() });
    const stale = changeProduct(productId, { title: 'Lamp' }, '"1"', deps);
    await expect(stale).rejects.toMatchObject({ kind: 'precondition-failed' });
  });

  it('keeps all of several concurrent changes', async () => {
    const { deps, productId } = await shopWithLamps();
    const changes = [{ title: 'Lamp' }, { description: 'New.' }, { attributes: { color: 'red' } }];
    await Promise.all(changes.map((change) => changeProduct(productId, change, undefined, deps)));
    expect(await getProduct(productId, deps)).toMatchObject({
      title: 'Lamp',
      description: 'New.',
      attributes: { material: 'oak', color: 'red' },
    });
  });

  it('is not found once it is archived, until it is restored', async () => {
    const { deps, categoryId, productId } = await shopWithLamps();
    await archiveProduct(productId, '"1"', deps);
    await expect(getProduct(productId, deps)).rejects.toMatchObject(notFound);
    await expect(archiveProduct(productId, undefined, deps)).rejects.toMatchObject(notFound);
    expect(await listProducts({ status: 'active', limit: 20 }, deps)).toEqual({ items: [] });
    const archived = await listProducts({ status: 'archived', categoryId, limit: 20 }, deps);
    expect(archived.items).toMatchObject([{ productId, status: 'archived' }]);

    await changeProduct(productId, { status: 'active' }, undefined, deps);
    expect(await getProduct(productId, deps)).toMatchObject({ productId, version: 3 });
  });
});
