import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '#libs/testing';
import { inMemoryCatalog } from '../../test/in-memory-catalog.ts';
import { sampleProduct } from '../../test/samples.ts';
import { createCategory } from './create-category.ts';
import { deleteCategory } from './delete-category.ts';
import { getCategory } from './get-category.ts';
import { listCategories } from './list-categories.ts';
import { replaceCategory } from './replace-category.ts';

const setup = () => ({ ...inMemoryCatalog(), now: fixedClock('2030-01-01T12:00:00.000Z') });
const lamps = { name: 'Lamps', description: 'Light where it is needed.' };

describe('a category', () => {
  it('can be read and is listed by name once it is created', async () => {
    const deps = setup();
    const second = await createCategory(lamps, deps);
    const first = await createCategory({ ...lamps, name: 'Bags' }, deps);
    expect(second).toMatchObject({ ...lamps, createdAt: '2030-01-01T12:00:00.000Z', version: 1 });
    expect(await getCategory(second.categoryId, deps)).toEqual(second);
    expect(await listCategories({ limit: 20 }, deps)).toEqual({ items: [first, second] });
  });

  it('honors If-Match when it is replaced or deleted', async () => {
    const deps = setup();
    const { categoryId } = await createCategory(lamps, deps);
    deps.now.advance(60);
    const light = { name: 'Light', description: 'Lamps and candles.' };
    expect(await replaceCategory(categoryId, light, '"1"', deps)).toMatchObject({
      ...light,
      createdAt: '2030-01-01T12:00:00.000Z',
      updatedAt: '2030-01-01T12:01:00.000Z',
      version: 2,
    });
    const stale = { kind: 'precondition-failed' };
    await expect(replaceCategory(categoryId, lamps, '"1"', deps)).rejects.toMatchObject(stale);
    await expect(deleteCategory(categoryId, '"1"', deps)).rejects.toMatchObject(stale);
  });

  it('can be deleted only while no product in it is on sale', async () => {
    const deps = setup();
    const { categoryId } = await createCategory(lamps, deps);
    const product = await deps.products.insert(sampleProduct(categoryId));
    const inUse = { kind: 'conflict', code: 'category.in-use' };
    await expect(deleteCategory(categoryId, undefined, deps)).rejects.toMatchObject(inUse);
    await deps.products.replace({ ...product, status: 'archived' }, product);
    await deleteCategory(categoryId, undefined, deps);
    const notFound = { kind: 'not-found', code: 'category.not-found' };
    await expect(getCategory(categoryId, deps)).rejects.toMatchObject(notFound);
  });
});
