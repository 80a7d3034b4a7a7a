import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';

const cloud = runningCloud();
const adjust = (
  productId: string,
  body: unknown,
  { as = 'staff', key = randomUUID() }: { as?: 'staff' | 'customer' | 'warehouse'; key?: string } = {},
) =>
  cloud.call('POST', `/inventory/stock/${productId}/adjustments`, {
    as,
    body,
    headers: { 'Idempotency-Key': key },
  });

describe('stock', () => {
  it('reflects its adjustments, and is public', async () => {
    const productId = newId('prd');
    expect(await cloud.call('GET', `/inventory/stock/${productId}`)).toMatchObject({
      status: 404,
      body: { code: 'stock.not-found' },
    });
    expect((await adjust(productId, { quantity: 5, reason: 'delivery' })).status).toBe(201);
    expect((await adjust(productId, { quantity: -2, reason: 'damage' }, { as: 'warehouse' })).status).toBe(
      201,
    );

    const { status, body, headers } = await cloud.call('GET', `/inventory/stock/${productId}`);
    expect([status, body, headers.get('etag')]).toEqual([200, { productId, available: 3 }, '"2"']);
  });

  it('is adjusted once per Idempotency-Key', async () => {
    const [productId, key] = [newId('prd'), randomUUID()];
    const first = await adjust(productId, { quantity: 5, reason: 'delivery' }, { key });
    const repeated = await adjust(productId, { quantity: 5, reason: 'delivery' }, { key });
    expect([repeated.status, repeated.body]).toEqual([201, first.body]);
    expect(await adjust(productId, { quantity: 6, reason: 'delivery' }, { key })).toMatchObject({
      status: 422,
      body: { code: 'idempotency.key-reused' },
    });
    expect((await cloud.call('GET', `/inventory/stock/${productId}`)).body.available).toBe(5);
  });

  it('lists adjustments in pages, and rejects a cursor of another list', async () => {
    const [one, other] = [newId('prd'), newId('prd')];
    for (const productId of [one, other])
      for (const quantity of [1, 2, 3]) await adjust(productId, { quantity, reason: 'count' });
    const page = (productId: string, query: string) =>
      cloud.call('GET', `/inventory/stock/${productId}/adjustments?${query}`, { as: 'staff' });

    const first = await page(one, 'limit=2');
    const rest = await page(one, `limit=2&cursor=${first.body.nextCursor}`);
    const quantities = [...first.body.items, ...rest.body.items].map(
      ({ quantity }: { quantity: number }) => quantity,
    );
    expect(quantities).toEqual([3, 2, 1]);
    expect(await page(other, `cursor=${first.body.nextCursor}`)).toMatchObject({
      status: 400,
      body: { code: 'page.cursor-invalid' },
    });
  });

  it('can be adjusted by staff and machine clients only', async () => {
    expect(await adjust(newId('prd'), { quantity: 1, reason: 'delivery' }, { as: 'customer' })).toMatchObject(
      {
        status: 401,
        body: { code: 'auth.unauthorized' },
      },
    );
  });

  it.each([
    ['no quantity', { reason: 'delivery' }],
    ['a fraction', { quantity: 1.5, reason: 'delivery' }],
    ['a quantity of 0', { quantity: 0, reason: 'delivery' }],
    ['an unknown reason', { quantity: 1, reason: 'magic' }],
    ['an unknown field', { quantity: 1, reason: 'count', warehouse: 'north' }],
  ])('rejects %s before the function runs', async (_, body) => {
    const before = await cloud.invocations('inventory', 'create-adjustment');
    const rejected = await adjust(newId('prd'), body);
    expect(rejected).toMatchObject({ status: 400, body: { code: 'request.invalid-body' } });
    expect(await cloud.invocations('inventory', 'create-adjustment')).toBe(before);
  });

  it('rejects a request without an Idempotency-Key before the function runs', async () => {
    const before = await cloud.invocations('inventory', 'create-adjustment');
    const path = `/inventory/stock/${newId('prd')}/adjustments`;
    const rejected = await cloud.call('POST', path, { as: 'staff', body: { quantity: 1, reason: 'count' } });
    expect(rejected).toMatchObject({ status: 400, body: { code: 'request.invalid-parameters' } });
    expect(rejected.body.detail.toLowerCase()).toContain('idempotency-key');
    expect(await cloud.invocations('inventory', 'create-adjustment')).toBe(before);
  });

  it('rejects a malformed id by field', async () => {
    const rejected = await cloud.call('GET', '/inventory/stock/prd_1');
    expect(rejected).toMatchObject({
      status: 400,
      body: { errors: [{ field: '/pathParameters/productId' }] },
    });
  });
});
