import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { lampRequest } from '../samples.ts';

const cloud = runningCloud();
const seeded = (n: number) => `prd_${String(n).padStart(36, '0')}`;
const newCategory = () =>
  cloud.call('POST', '/catalog/categories', {
    as: 'staff',
    body: { name: newId('lamps'), description: 'Light where it is needed.' },
  });

let categoryId: string;
beforeAll(async () => {
  categoryId = (await newCategory()).body.categoryId;
});
const create = (body: object = lampRequest(categoryId)) =>
  cloud.call('POST', '/catalog/products', { as: 'staff', body });

describe('GET /catalog/products', () => {
  it('lists the seeded products of a category in pages without authentication', async () => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = `categoryId=cat_${'1'.padStart(36, '0')}&limit=7${cursor ? `&cursor=${cursor}` : ''}`;
      const { status, headers, body } = await cloud.call('GET', `/catalog/products?${query}`);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('public, max-age=60');
      found.push(...body.items.map(({ productId }: { productId: string }) => productId));
      cursor = body.nextCursor;
    } while (cursor);
    expect(found).toEqual(Array.from({ length: 20 }, (_, n) => seeded(n * 10 + 1)).toReversed());
  });

  it('lists the products on sale of all categories, newest first', async () => {
    const { productId } = (await create()).body;
    const { status, body } = await cloud.call('GET', '/catalog/products?limit=100');
    expect(status).toBe(200);
    const found = body.items.map((product: { productId: string }) => product.productId);
    expect(found).toContain(productId);
    expect(found).toEqual(found.toSorted().toReversed());
  });

  it('lists the archived products of all categories to staff', async () => {
    const another = lampRequest((await newCategory()).body.categoryId);
    const { productId } = (await create(another)).body;
    await cloud.call('DELETE', `/catalog/products/${productId}`, { as: 'staff' });
    const { body } = await cloud.call('GET', '/catalog/archived-products?limit=100', { as: 'staff' });
    expect(body.items).toContainEqual(expect.objectContaining({ productId, status: 'archived' }));
  });

  it.each([
    ['limit=0', '/queryStringParameters/limit'],
    ['limit=x', '/queryStringParameters/limit'],
    ['categoryId=lamps', '/queryStringParameters/categoryId'],
    ['cursor=bm90IGpzb24', '/queryStringParameters/cursor'],
    ['status=archived', '/queryStringParameters'],
  ])('rejects ?%s by field', async (query, field) => {
    const { status, headers, body } = await cloud.call('GET', `/catalog/products?${query}`);
    expect({ status, fields: body.errors.map((error: { field: string }) => error.field) }).toEqual({
      status: 400,
      fields: [field],
    });
    expect(headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('GET /catalog/products/{productId}', () => {
  it('returns a product, and 304 for its current ETag', async () => {
    const path = `/catalog/products/${seeded(1)}`;
    const first = await cloud.call('GET', path);
    expect(first).toMatchObject({ status: 200, body: { productId: seeded(1), status: 'active' } });
    const repeated = await cloud.call('GET', path, {
      headers: { 'if-none-match': first.headers.get('etag')! },
    });
    expect(repeated).toMatchObject({ status: 304, body: '' });
    expect(repeated.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  it('returns 404 for an unknown product and 400 for a malformed id', async () => {
    const unknown = await cloud.call('GET', `/catalog/products/${newId('prd')}`);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'product.not-found' } });
    const malformed = await cloud.call('GET', '/catalog/products/1');
    expect(malformed).toMatchObject({
      status: 400,
      body: { errors: [{ field: '/pathParameters/productId' }] },
    });
  });
});

describe('staff', () => {
  it('can create, update, archive and restore a product', async () => {
    const created = await create();
    expect(created).toMatchObject({ status: 201, body: { ...lampRequest(categoryId), version: 1 } });
    const path = created.headers.get('location')!;
    expect(await cloud.call('GET', path)).toMatchObject({ status: 200, body: created.body });

    const change = (etag: string, body: object) =>
      cloud.call('PATCH', path, { as: 'staff', body, headers: { 'if-match': etag } });
    const changed = await change('"1"', {
      price: { amount: 100, currency: 'EUR' },
      attributes: { color: null },
    });
    expect(changed).toMatchObject({ status: 200, body: { price: { amount: 100 }, version: 2 } });
    expect(changed.body.attributes).toEqual({ material: 'oak' });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(await change('"1"', { title: 'Lamp' })).toMatchObject({
      status: 412,
      body: { code: 'record.changed' },
    });

    const archive = (etag: string) =>
      cloud.call('DELETE', path, { as: 'staff', headers: { 'if-match': etag } });
    expect((await archive('"1"')).status).toBe(412);
    expect((await archive('"2"')).status).toBe(204);
    expect((await cloud.call('GET', path)).status).toBe(404);
    const list = `/catalog/archived-products?categoryId=${categoryId}`;
    const archived = await cloud.call('GET', list, { as: 'staff' });
    expect(archived.body.items).toMatchObject([{ productId: created.body.productId, status: 'archived' }]);
    expect((await change('"3"', { status: 'active' })).status).toBe(200);
    expect((await cloud.call('GET', path)).status).toBe(200);
  });

  it('cannot create a product in an unknown category', async () => {
    expect(await create(lampRequest(newId('cat')))).toMatchObject({
      status: 422,
      body: { code: 'category.unknown' },
    });
  });

  it.each(['', '  ', 'Lamp\u0000', 'Lamp\nshade'])(
    'cannot create a product with the title %j',
    async (title) => {
      const { status, body } = await create({ ...lampRequest(categoryId), title });
      expect([status, body.code]).toEqual([400, 'request.invalid-body']);
      const fields = body.errors.map((error: { field: string }) => error.field);
      expect(new Set(fields)).toEqual(new Set(['/body/title']));
    },
  );

  it.each([
    ['title', { title: 5 }],
    ['price', { price: { amount: 1.5, currency: 'EUR' } }],
    ['currency', { price: { amount: 1, currency: 'euro' } }],
    ['attribute', { attributes: { 'Two Words': 'x' } }],
    ['field', { discount: 1 }],
  ])('cannot create a product with an invalid %s', async (_, field) => {
    const before = await cloud.invocations('catalog', 'create-product');
    const { status, body } = await create({ ...lampRequest(categoryId), ...field });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'request.invalid-body' });
    expect(await cloud.invocations('catalog', 'create-product')).toBe(before);
  });

  it('include machine clients with the scope catalog.write, and no other callers', async () => {
    const body = lampRequest(categoryId);
    const post = (as?: 'catalog-feed' | 'warehouse' | 'customer') =>
      cloud.call('POST', '/catalog/products', { body, ...(as && { as }) });
    expect((await post('catalog-feed')).status).toBe(201);
    expect(await post('customer')).toMatchObject({ status: 401, body: { code: 'auth.unauthorized' } });
    expect((await post()).status).toBe(401);
    expect((await cloud.call('GET', '/catalog/archived-products', { as: 'customer' })).status).toBe(401);
    const path = `/catalog/products/${seeded(1)}`;
    expect((await cloud.call('DELETE', path, { as: 'customer' })).status).toBe(401);
    expect((await cloud.call('PATCH', path, { as: 'customer', body: { title: 'x' } })).status).toBe(401);
  });
});
