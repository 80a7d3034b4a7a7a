import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import {
  address,
  cancelSession,
  changeSession,
  newProduct,
  openSession,
  readSession,
  readyToBuy,
} from './storefront.ts';

const cloud = runningCloud();
let productId: string;
beforeAll(async () => {
  productId = await newProduct();
});
const one = () => ({ lineItems: [{ productId, quantity: 1 }] });

describe('a checkout session', () => {
  it('is opened by anybody, at the price of the catalog', async () => {
    const { status, headers, body } = await openSession(one());
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/checkout/sessions/${body.sessionId}`);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toMatchObject({
      status: 'open',
      currency: 'EUR',
      lineItems: [{ productId, quantity: 1, title: 'A thing to buy', unitPrice: 1_000, total: 1_000 }],
      totals: { subtotal: 1_000, discount: 0, shipping: 0, tax: 0, total: 1_000 },
      discountCodes: [],
    });
    expect((await readSession(body.sessionId)).body).toEqual(body);
  });

  it('follows changes with its totals and its entity tag', async () => {
    const { sessionId } = (await openSession(one())).body;
    const { email, shippingAddress, shippingOption } = readyToBuy(productId);
    const changes = { email, shippingAddress, shippingOption, discountCodes: ['welcome10'] };
    const changed = await changeSession(sessionId, changes, { headers: { 'If-Match': '"1"' } });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({
      totals: { subtotal: 1_000, discount: 100, shipping: 490, tax: 264, total: 1_654 },
      discountCodes: ['WELCOME10'],
      shippingAddress: address,
    });
    const late = await changeSession(sessionId, { email: null }, { headers: { 'If-Match': '"1"' } });
    expect([late.status, late.body.code]).toEqual([412, 'record.changed']);
    const bare = await changeSession(sessionId, { email: null, discountCodes: null });
    expect([bare.body.email, bare.body.discountCodes]).toEqual([undefined, []]);
  });

  it('knows the taxes of a region, of a country, and of everywhere else', async () => {
    const { sessionId } = (await openSession(one())).body;
    const taxIn = async (place: object) =>
      (await changeSession(sessionId, { shippingAddress: { ...address, ...place } })).body.totals.tax;
    expect(await taxIn({ country: 'US', region: 'CA' })).toBe(72);
    expect(await taxIn({ country: 'US', region: 'OR' })).toBe(0);
    expect(await taxIn({ country: 'DE' })).toBe(190);
    expect(await taxIn({ country: 'JP' })).toBe(0);
    const abroad = { shippingAddress: { ...address, country: 'US', region: 'California' } };
    const refused = await changeSession(sessionId, abroad);
    expect([refused.status, refused.body.code]).toEqual([422, 'checkout.region-unknown']);
  });

  it('hears of new prices and stock', async () => {
    const own = await newProduct({ pieces: 3 });
    const { sessionId } = (await openSession({ lineItems: [{ productId: own, quantity: 1 }] })).body;
    const change = await cloud.call('PATCH', `/catalog/products/${own}`, {
      as: 'staff',
      body: { price: { amount: 1_500, currency: 'EUR' } },
    });
    expect(change.status).toBe(200);
    await waitUntil(async () => {
      const { body } = await changeSession(sessionId, {});
      return body.totals.subtotal === 1_500 || undefined;
    });
    const tooMany = await changeSession(sessionId, { lineItems: [{ productId: own, quantity: 4 }] });
    expect([tooMany.status, tooMany.body.code]).toEqual([409, 'checkout.insufficient-stock']);
  });

  it('is canceled once and for all', async () => {
    const { sessionId } = (await openSession(one())).body;
    for (const _ of [1, 2]) {
      const { status, body } = await cancelSession(sessionId);
      expect([status, body.status]).toEqual([200, 'canceled']);
    }
    const change = await changeSession(sessionId, { email: null });
    expect([change.status, change.body.code]).toEqual([409, 'checkout.not-open']);
  });
});

describe("a customer's session", () => {
  it('is for that customer alone', async () => {
    const { body } = await openSession(one(), { as: 'customer' });
    expect(body.customerId).toMatch(/^[0-9a-f-]{36}$/);
    const { sessionId } = body;
    expect((await readSession(sessionId, { as: 'customer' })).status).toBe(200);
    for (const other of [{}, { as: 'second-customer' }, { as: 'machine' }, { as: 'staff' }] as const) {
      const attempts = [
        await readSession(sessionId, other),
        await changeSession(sessionId, {}, other),
        await cancelSession(sessionId, other),
      ];
      expect(attempts.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
  });

  it('is not had with a forged token', async () => {
    const { status, body } = await openSession(one(), { headers: { authorization: 'Bearer forged' } });
    expect([status, body.code]).toEqual([401, 'auth.unauthorized']);
  });
});

describe('a malformed request', () => {
  it.each([
    ['no lines', {}, /lineItems/],
    ['an empty basket', { lineItems: [] }, /lineItems/],
    ['no piece', { lineItems: [{ productId: newId('prd'), quantity: 0 }] }, /quantity/],
    ['half a piece', { lineItems: [{ productId: newId('prd'), quantity: 1.5 }] }, /quantity/],
    ['a malformed product', { lineItems: [{ productId: 'x', quantity: 1 }] }, /productId/],
    ['an unknown field', { lineItems: [{ productId: newId('prd'), quantity: 1 }], price: 1 }, /price/],
    [
      'a malformed address',
      {
        lineItems: [{ productId: newId('prd'), quantity: 1 }],
        shippingAddress: { ...address, country: 'Germany' },
      },
      /country/,
    ],
  ])('with %s is refused before the function runs, by its field', async (_, body, field) => {
    const before = await cloud.invocations('checkout', 'create-session');
    const { status, headers, body: problem } = await openSession(body);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(problem.detail).toMatch(field);
    expect(await cloud.invocations('checkout', 'create-session')).toBe(before);
  });

  it('with a malformed session id is refused by name', async () => {
    const { status, body } = await readSession('chk_nonsense');
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field: '/pathParameters/sessionId' }]);
  });

  it.each([
    [
      'an unknown product',
      () => ({ lineItems: [{ productId: newId('prd'), quantity: 1 }] }),
      'lineItems/0/productId',
    ],
    ['an unknown code', () => ({ ...one(), discountCodes: ['NOSUCHCODE'] }), 'discountCodes/0'],
    ['a code of the past', () => ({ ...one(), discountCodes: ['SUMMER2020'] }), 'discountCodes/0'],
    ['an unknown shipping option', () => ({ ...one(), shippingOption: 'by-pigeon' }), 'shippingOption'],
  ])('with %s is understood and refused, by its field', async (_, body, field) => {
    const { status, body: problem } = await openSession(body());
    expect([status, problem.errors[0].field]).toEqual([422, `/body/${field}`]);
  });
});
