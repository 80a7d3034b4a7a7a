import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { lampRequest } from '../samples.ts';

const cloud = runningCloud();
const input = () => ({ name: newId('lamps'), description: 'Light where it is needed.' });
const create = async () =>
  (await cloud.call('POST', '/catalog/categories', { as: 'staff', body: input() })).body;

describe('/catalog/categories', () => {
  it('lists the seeded categories in pages without authentication', async () => {
    const first = await cloud.call('GET', '/catalog/categories?limit=4');
    expect(first.status).toBe(200);
    expect(first.body.items).toHaveLength(4);
    const { body } = await cloud.call('GET', `/catalog/categories?limit=100&cursor=${first.body.nextCursor}`);
    const found: { categoryId: string; name: string }[] = [...first.body.items, ...body.items];
    const names = found.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Bags', 'Coffee and tea', 'Music', 'Table']));
    expect(new Set(found.map(({ categoryId }) => categoryId)).size).toBe(found.length);
  });

  it('can be read, and honors If-Match when staff replace it', async () => {
    const category = await create();
    const path = `/catalog/categories/${category.categoryId}`;
    const found = await cloud.call('GET', path);
    expect(found).toMatchObject({ status: 200, body: category });
    expect((await cloud.call('GET', path, { headers: { 'if-none-match': '"1"' } })).status).toBe(304);

    const replace = (as: 'staff' | 'customer') =>
      cloud.call('PUT', path, { as, body: input(), headers: { 'if-match': '"1"' } });
    expect((await replace('customer')).status).toBe(401);
    expect(await replace('staff')).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await replace('staff')).status).toBe(412);
  });

  it('cannot be deleted while a product in it is on sale', async () => {
    const { categoryId } = await create();
    const path = `/catalog/categories/${categoryId}`;
    const remove = () => cloud.call('DELETE', path, { as: 'staff' });
    const product = await cloud.call('POST', '/catalog/products', {
      as: 'staff',
      body: lampRequest(categoryId),
    });
    expect(await remove()).toMatchObject({ status: 409, body: { code: 'category.in-use' } });
    await cloud.call('DELETE', product.headers.get('location')!, { as: 'staff' });
    expect((await remove()).status).toBe(204);
    expect(await remove()).toMatchObject({ status: 404, body: { code: 'category.not-found' } });
  });

  it('rejects invalid requests', async () => {
    const post = (body: unknown) => cloud.call('POST', '/catalog/categories', { as: 'staff', body });
    expect((await post({ name: 'x' })).status).toBe(400);
    expect((await post('{')).status).toBe(400);
    expect((await cloud.call('GET', '/catalog/categories/1')).status).toBe(400);
  });
});
