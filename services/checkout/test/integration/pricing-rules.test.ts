import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { runningCloud, type SeededUser } from '#libs/testing';

const cloud = runningCloud();
const newCode = () => `T-${randomUUID().slice(0, 8)}`.toUpperCase();
const tenth = { reduction: { basisPoints: 1_000 } };
const create = (body: unknown, as: SeededUser = 'staff') =>
  cloud.call('POST', '/checkout/discounts', { as, body });

describe('discounts', () => {
  it('are accessible to staff only', async () => {
    const paths = ['/checkout/discounts', '/checkout/shipping-options', '/checkout/tax-rates'];
    for (const path of paths) {
      expect((await cloud.call('GET', path)).status).toBe(401);
      expect((await cloud.call('GET', path, { as: 'customer' })).body.code).toBe('auth.unauthorized');
      expect((await cloud.call('GET', path, { as: 'staff' })).status).toBe(200);
    }
    expect((await create({ code: newCode(), ...tenth }, 'customer')).status).toBe(401);
  });

  it('are created once, and honor If-Match when they are replaced', async () => {
    const code = newCode();
    const created = await create({ code, ...tenth });
    expect([created.status, created.headers.get('location'), created.headers.get('etag')]).toEqual([
      201,
      `/checkout/discounts/${code}`,
      '"1"',
    ]);
    expect(created.body).toEqual({ code, ...tenth, redemptions: 0 });
    const duplicate = await create({ code: code.toLowerCase(), ...tenth });
    expect([duplicate.status, duplicate.body.code]).toEqual([409, 'discount.exists']);

    const put = (etag: string) =>
      cloud.call('PUT', `/checkout/discounts/${code}`, {
        as: 'staff',
        headers: { 'If-Match': etag },
        body: { reduction: { amount: 300, currency: 'EUR' }, oncePerCustomer: true },
      });
    const replaced = await put('"1"');
    expect([replaced.status, replaced.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await put('"1"')).status).toBe(412);
  });

  it('are listed by code in pages', async () => {
    for (const _ of [1, 2, 3]) await create({ code: newCode(), ...tenth });
    const codes: string[] = [];
    let query = 'limit=2';
    for (;;) {
      const { body } = await cloud.call('GET', `/checkout/discounts?${query}`, { as: 'staff' });
      codes.push(...body.items.map(({ code }: { code: string }) => code));
      if (!body.nextCursor) break;
      query = `limit=2&cursor=${body.nextCursor}`;
    }
    expect(codes).toEqual(codes.toSorted());
    expect(codes).toEqual(expect.arrayContaining(['FIVER', 'LIMITED', 'WELCOME10']));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each([
    ['without a reduction', {}],
    ['above 100 %', { reduction: { basisPoints: 10_001 } }],
    ['with a fractional amount', { reduction: { amount: 1.5, currency: 'EUR' } }],
  ])('%s are rejected', async (_, terms) => {
    const { status, body } = await create({ code: newCode(), ...terms });
    expect([status, body.code]).toEqual([400, 'request.invalid-body']);
  });

  it('reject a limit that is out of range', async () => {
    const { status, body } = await cloud.call('GET', '/checkout/discounts?limit=1000', { as: 'staff' });
    expect([status, body.errors[0].field]).toEqual([400, '/queryStringParameters/limit']);
  });
});

describe('tax rates and shipping options', () => {
  it('include a default tax rate', async () => {
    const { status, body } = await cloud.call('GET', '/checkout/tax-rates/*', { as: 'staff' });
    expect([status, body.region]).toEqual([200, '*']);
  });

  it('include tax rates by region', async () => {
    const put = (basisPoints: number, headers = {}) =>
      cloud.call('PUT', '/checkout/tax-rates/NZ-AUK', {
        as: 'staff',
        headers,
        body: { title: 'Test', basisPoints },
      });
    expect((await put(500)).status).toBe(201);
    const changed = await put(600, { 'If-Match': '"1"' });
    expect([changed.status, changed.body, changed.headers.get('etag')]).toEqual([
      200,
      { region: 'NZ-AUK', title: 'Test', basisPoints: 600 },
      '"2"',
    ]);
    expect((await put(700, { 'If-Match': '"1"' })).status).toBe(412);
    const listed = await cloud.call('GET', '/checkout/tax-rates?limit=100', { as: 'staff' });
    expect(listed.body.items).toContainEqual(changed.body);
  });

  it('include shipping options by id', async () => {
    const terms = {
      title: 'Balloon',
      prices: [{ currency: 'ISK', amount: 10_000 }],
      countries: ['IS'],
      isOffered: false,
    };
    const path = '/checkout/shipping-options/balloon';
    const put = await cloud.call('PUT', path, { as: 'staff', body: terms });
    expect([put.status, put.body]).toEqual([201, { optionId: 'balloon', ...terms }]);
    expect((await cloud.call('GET', path, { as: 'staff' })).body).toEqual(put.body);
    const unknown = await cloud.call('GET', '/checkout/shipping-options/none', { as: 'staff' });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'pricing-rule.not-found']);
  });
});
