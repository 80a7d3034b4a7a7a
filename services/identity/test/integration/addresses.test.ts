import { afterEach, describe, expect, it } from '@jest/globals';
import { runningCloud, type SeededUser } from '#libs/testing';

const cloud = runningCloud();
const path = '/identity/me/addresses';
const home = { name: 'Bea', line1: 'Kai 1', city: 'Hamburg', postalCode: '20457', country: 'DE' };
const add = (body: object = home, as: SeededUser = 'second-customer') =>
  cloud.call('POST', path, { as, body });
const list = async (query = '') =>
  (await cloud.call('GET', `${path}${query}`, { as: 'second-customer' })).body;

afterEach(async () => {
  for (const { addressId } of (await list('?limit=100')).items)
    await cloud.call('DELETE', `${path}/${addressId}`, { as: 'second-customer' });
});

describe('/identity/me/addresses', () => {
  it('creates an address that can be read at its location', async () => {
    const added = await add();
    expect(added).toMatchObject({ status: 201, body: { ...home, isDefault: true, version: 1 } });
    const found = await cloud.call('GET', added.headers.get('location')!, { as: 'second-customer' });
    expect(found).toMatchObject({ status: 200, body: added.body });
    expect(found.headers.get('etag')).toBe('"1"');
  });

  it('lists addresses in pages', async () => {
    for (const city of ['A', 'B', 'C']) await add({ ...home, city });
    const first = await list('?limit=2');
    expect(first.items.map(({ city }: { city: string }) => city)).toEqual(['A', 'B']);
    const last = await list(`?limit=2&cursor=${first.nextCursor}`);
    expect(last.items.map(({ city }: { city: string }) => city)).toEqual(['C']);
    expect(last.nextCursor).toBeUndefined();
  });

  it('honors If-Match when an address is replaced or deleted', async () => {
    const { addressId } = (await add()).body;
    const change = (method: string, etag: string, body?: object) =>
      cloud.call(method, `${path}/${addressId}`, {
        as: 'second-customer',
        headers: { 'if-match': etag },
        ...(body && { body }),
      });
    expect(await change('PUT', '"1"', { ...home, city: 'Kiel' })).toMatchObject({
      status: 200,
      body: { city: 'Kiel', version: 2 },
    });
    expect((await change('PUT', '"1"', home)).status).toBe(412);
    expect((await change('DELETE', '"1"')).status).toBe(412);
    expect((await change('DELETE', '"2"')).status).toBe(204);
    expect((await change('DELETE', '"2"')).status).toBe(404);
  });

  it('returns 404 to other customers', async () => {
    const { addressId } = (await add()).body;
    const others = (method: string, body?: object) =>
      cloud.call(method, `${path}/${addressId}`, { as: 'customer', ...(body && { body }) });
    expect(await others('GET')).toMatchObject({ status: 404, body: { code: 'address.not-found' } });
    expect((await others('PUT', home)).status).toBe(404);
    expect((await others('DELETE')).status).toBe(404);
  });

  it('accepts at most twenty addresses', async () => {
    for (let n = 1; n <= 20; n++) expect((await add()).status).toBe(201);
    expect(await add()).toMatchObject({ status: 409, body: { code: 'address.too-many' } });
  });

  it('rejects invalid requests by field', async () => {
    const before = await cloud.invocations('identity', 'create-address');
    expect((await add({ ...home, country: 'Germany' })).status).toBe(400);
    expect((await add({ ...home, planet: 'Mars' })).status).toBe(400);
    expect(await cloud.invocations('identity', 'create-address')).toBe(before);

    const badId = await cloud.call('GET', `${path}/1`, { as: 'customer' });
    expect(badId).toMatchObject({ status: 400, body: { errors: [{ field: '/pathParameters/addressId' }] } });
    const badQuery = await cloud.call('GET', `${path}?limit=0`, { as: 'customer' });
    expect(badQuery).toMatchObject({
      status: 400,
      body: { errors: [{ field: '/queryStringParameters/limit' }] },
    });
  });

  it('is for customers only', async () => {
    // No scope of a machine client grants access to these routes: API Gateway rejects its token.
    expect((await add(home, 'warehouse')).status).toBe(401);
    expect((await cloud.call('GET', path)).status).toBe(401);
  });
});
