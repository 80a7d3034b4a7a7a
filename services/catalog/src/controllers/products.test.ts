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
  const needs = { ...inMemoryCatalog(), imagesUrl: 'https://s3.example/b', now: fixedClock() };
  const { categoryId } = await needs.categories.insert(sampleCategory());
  const product = await createProduct(lampRequest(categoryId), needs);
  return { needs, categoryId, product, productId: product.productId };
};
const notFound = { kind: 'not-found', code: 'product.not-found' };

describe('a product', () => {
  it('is on sale once it is created', async () => {
    const { needs, categoryId, product, productId } = await shopWithLamps();
    expect(product).toMatchObject({ ...lampRequest(categoryId), status: 'active', images: [], version: 1 });
    expect(productId).toMatch(/^prd_[0-9a-z]{36}$/);
    expect(await getProduct(productId, needs)).toEqual(product);
    expect(await listProducts({ status: 'active', categoryId, limit: 20 }, needs)).toEqual({
      items: [product],
    });
  });

  it('needs a category that exists', async () => {
    const { needs, productId } = await shopWithLamps();
    const unknown = { kind: 'unprocessable', code: 'category.unknown' };
    await expect(createProduct(lampRequest('cat_x'), needs)).rejects.toMatchObject(unknown);
    const move = changeProduct(productId, { categoryId: 'cat_x' }, undefined, needs);
    await expect(move).rejects.toMatchObject(unknown);
  });

  it('changes in what is named, for whoever has seen the present version', async () => {
    const { needs, product, productId } = await shopWithLamps();
    needs.now.advance(60);
    const price = { amount: 100, currency: 'EUR' };
    const changed = await changeProduct(productId, { price }, '"1"', needs);
    expect(changed).toEqual({ ...product, price, version: 2, updatedAt: needs.now().toISOString() });
    const stale = changeProduct(productId, { title: 'Lamp' }, '"1"', needs);
    await expect(stale).rejects.toMatchObject({ kind: 'precondition-failed' });
  });

  it('loses no change of several at once', async () => {
    const { needs, productId } = await shopWithLamps();
    const changes = [{ title: 'Lamp' }, { description: 'New.' }, { attributes: { color: 'red' } }];
    await Promise.all(changes.map((change) => changeProduct(productId, change, undefined, needs)));
    expect(await getProduct(productId, needs)).toMatchObject({
      title: 'Lamp',
      description: 'New.',
      attributes: { material: 'oak', color: 'red' },
    });
  });

  it('is nowhere in the shop once it is archived, until it is brought back', async () => {
    const { needs, categoryId, productId } = await shopWithLamps();
    await archiveProduct(productId, '"1"', needs);
    await expect(getProduct(productId, needs)).rejects.toMatchObject(notFound);
    await expect(archiveProduct(productId, undefined, needs)).rejects.toMatchObject(notFound);
    expect(await listProducts({ status: 'active', limit: 20 }, needs)).toEqual({ items: [] });
    const archived = await listProducts({ status: 'archived', categoryId, limit: 20 }, needs);
    expect(archived.items).toMatchObject([{ productId, status: 'archived' }]);

    await changeProduct(productId, { status: 'active' }, undefined, needs);
    expect(await getProduct(productId, needs)).toMatchObject({ productId, version: 3 });
  });
});
