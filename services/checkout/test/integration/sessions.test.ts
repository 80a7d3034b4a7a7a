import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import {
  address,
  cancelSession,
  changeSession,
  complete,
  completed,
  newProduct,
  openSession,
  readSession,
  completeBasket,
  tokenHeader,
} from './storefront.ts';

const cloud = runningCloud();
let productId: string;
beforeAll(async () => {
  productId = await newProduct();
});
const one = () => ({ lineItems: [{ productId, quantity: 1 }] });

describe('a checkout session', () => {
  it('is created without an account, at the catalog price', async () => {
    const { status, headers, body } = await openSession(one());
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/checkout/sessions/${body.sessionId}`);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toMatchObject({
      status: 'open',
      currency: 'EUR',
      lineItems: [{ productId, quantity: 1, title: 'A test product', unitPrice: 1_000, total: 1_000 }],
      totals: { subtotal: 1_000, discount: 0, shipping: 0, tax: 0, total: 1_000 },
      discountCodes: [],
    });
    const { sessionToken, ...session } = body;
    expect(sessionToken).toMatch(/^cst_[\w-]{43}$/);
    expect((await readSession(body.sessionId)).body).toEqual(session);
  });

  it('updates its totals and its ETag', async () => {
    const { sessionId } = (await openSession(one())).body;
    const { email, shippingAddress, shippingOption } = completeBasket(productId);
    const changes = { email, shippingAddress, shippingOption, discountCodes: ['welcome10'] };
    const changed = await changeSession(sessionId, changes, { headers: { 'If-Match': '"1"' } });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({
      totals: { subtotal: 1_000, discount: 100, shipping: 490, tax: 264, total: 1_654 },
      discountCodes: ['WELCOME10'],
      shippingAddress: address,
    });
    const stale = await changeSession(sessionId, { email: null }, { headers: { 'If-Match': '"1"' } });
    expect([stale.status, stale.body.code]).toEqual([412, 'record.changed']);
    const cleared = await changeSession(sessionId, { email: null, discountCodes: null });
    expect([cleared.body.email, cleared.body.discountCodes]).toEqual([undefined, []]);
  });

  it('has the tax of a region, a country, or the default rate', async () => {
    const { sessionId } = (await openSession(one())).body;
    const taxIn = async (place: object) =>
      (await changeSession(sessionId, { shippingAddress: { ...address, ...place } })).body.totals.tax;
    expect(await taxIn({ country: 'US', region: 'CA' })).toBe(73);
    expect(await taxIn({ country: 'US', region: 'OR' })).toBe(0);
    expect(await taxIn({ country: 'DE' })).toBe(190);
    expect(await taxIn({ country: 'JP' })).toBe(0);
    expect(await taxIn({ country: 'US', region: 'california' })).toBe(73);
    const unknown = { shippingAddress: { ...address, country: 'US', region: 'Atlantis' } };
    const rejected = await changeSession(sessionId, unknown);
    expect([rejected.status, rejected.body.code]).toEqual([422, 'checkout.region-unknown']);
  });

  it('reads updated prices and stock', async () => {
    const own = await newProduct({ units: 3 });
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

  it('is canceled permanently', async () => {
    const { sessionId } = (await openSession(one())).body;
    for (const _ of [1, 2]) {
      const { status, body } = await cancelSession(sessionId);
      expect([status, body.status]).toEqual([200, 'canceled']);
    }
    const change = await changeSession(sessionId, { email: null });
    expect([change.status, change.body.code]).toEqual([409, 'checkout.not-open']);
  });
});

describe('a session with a product that is gone', () => {
  it('accepts other changes, shows the line, and can be completed without it', async () => {
    const [stays, goes] = [await newProduct(), await newProduct()];
    const lineItems = [stays, goes].map((id) => ({ productId: id, quantity: 1 }));
    const { sessionId } = (await openSession(completeBasket(stays, { lineItems }))).body;
    await cloud.call('DELETE', `/catalog/products/${goes}`, { as: 'staff' });
    await waitUntil(async () => (await openSession({ lineItems })).status === 422 || undefined);

    const changed = await changeSession(sessionId, { email: 'new@example.com' });
    expect([changed.status, changed.body.email]).toEqual([200, 'new@example.com']);
    const problem = { code: 'checkout.unknown-product', field: '/lineItems/1/productId' };
    expect(changed.body.problems).toMatchObject([problem]);
    expect((await readSession(sessionId)).body.problems).toMatchObject([problem]);

    const refused = await complete(sessionId);
    expect([refused.status, refused.body.code]).toEqual([422, 'checkout.unknown-product']);
    expect(refused.body.errors).toMatchObject([{ field: problem.field }]);
    await changeSession(sessionId, { lineItems: lineItems.slice(0, 1) });
    expect((await completed(sessionId)).body.status).toBe('completed');
  });
});

describe("a customer's session", () => {
  it('is accessible to that customer only', async () => {
    const { body } = await openSession(one(), { as: 'customer' });
    expect(body.customerId).toMatch(/^[0-9a-f-]{36}$/);
    const { sessionId } = body;
    expect((await readSession(sessionId, { as: 'customer' })).status).toBe(200);
    for (const [other, status] of [
      [{}, 404],
      [{ as: 'second-customer' }, 404],
      [{ as: 'warehouse' }, 401],
      [{ as: 'staff' }, 401],
    ] as const) {
      const attempts = [
        await readSession(sessionId, other),
        await changeSession(sessionId, {}, other),
        await cancelSession(sessionId, other),
      ];
      expect(attempts.map((attempt) => attempt.status)).toEqual([status, status, status]);
    }
  });

  it('is not created with a forged token', async () => {
    const { status, body } = await openSession(one(), { headers: { authorization: 'Bearer forged' } });
    expect([status, body.code]).toEqual([401, 'auth.unauthorized']);
  });
});

describe("a guest's session", () => {
  it('is opened by its token and not by its id', async () => {
    const { sessionId } = (await openSession(one())).body;
    const unknown = await readSession(newId('chk'));
    for (const headers of [{ 'Session-Token': '' }, { 'Session-Token': 'cst_guess' }]) {
      for (const as of [undefined, 'customer', 'second-customer'] as const) {
        const other = { headers, ...(as && { as }) };
        const attempts = [
          await readSession(sessionId, other),
          await changeSession(sessionId, {}, other),
          await complete(sessionId, other),
          await cancelSession(sessionId, other),
        ];
        expect(attempts.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
        const { requestId: _, ...problem } = attempts[0]!.body;
        expect(unknown.body).toMatchObject(problem);
      }
    }
    expect((await readSession(sessionId)).status).toBe(200);
  });

  it('becomes the order of the customer who opens it with its token', async () => {
    const { sessionId } = (await openSession(completeBasket(productId))).body;
    const asGuest = { headers: tokenHeader(sessionId) };
    const claimed = await readSession(sessionId, { as: 'customer' });
    expect(claimed.body.customerId).toMatch(/^[0-9a-f-]{36}$/);
    expect(claimed.headers.get('etag')).toBe('"2"');
    expect((await readSession(sessionId, asGuest)).status).toBe(404);
    expect((await readSession(sessionId, { as: 'second-customer' })).status).toBe(404);
    const without = await cloud.call('GET', `/checkout/sessions/${sessionId}`, { as: 'customer' });
    expect(without.status).toBe(200);

    const { orderId } = (await completed(sessionId, { as: 'customer' })).body;
    expect((await cloud.call('GET', `/orders/${orderId}`, { as: 'customer' })).status).toBe(200);
    expect((await cloud.call('GET', `/orders/${orderId}`)).status).toBe(401);
  });

  it('may be opened from another origin', async () => {
    const { headers } = await fetch(`${cloud.apiUrl}/checkout/sessions`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'POST' },
    });
    expect(headers.get('access-control-allow-headers')).toContain('Session-Token');
  });

  it('limits wrong discount codes', async () => {
    const { sessionId } = (await openSession(one())).body;
    const send = (...discountCodes: string[]) => changeSession(sessionId, { discountCodes });
    expect((await send('WELCOME10')).status).toBe(200);
    for (const prefix of ['A', 'B']) {
      const codes = [1, 2, 3, 4, 5].map((n) => `${prefix}-GUESS-${n}`);
      expect((await send(...codes)).body.code).toBe('checkout.discount-not-applicable');
    }
    const limited = await send('FIVER');
    expect([limited.status, limited.body.code]).toEqual([429, 'discount.too-many-attempts']);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await changeSession(sessionId, { email: 'ada@example.org' })).status).toBe(200);
  });
});

describe('a malformed request', () => {
  it.each([
    ['no lines', {}],
    ['an empty basket', { lineItems: [] }],
    ['a quantity of 0', { lineItems: [{ productId: newId('prd'), quantity: 0 }] }],
    ['a fractional quantity', { lineItems: [{ productId: newId('prd'), quantity: 1.5 }] }],
    ['a malformed product', { lineItems: [{ productId: 'x', quantity: 1 }] }],
    ['an unknown field', { lineItems: [{ productId: newId('prd'), quantity: 1 }], price: 1 }],
    [
      'a malformed address',
      {
        lineItems: [{ productId: newId('prd'), quantity: 1 }],
        shippingAddress: { ...address, country: 'Germany' },
      },
    ],
  ])('with %s is rejected before the function runs', async (_, body) => {
    const before = await cloud.invocations('checkout', 'create-session');
    const { status, headers, body: problem } = await openSession(body);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(problem.code).toBe('request.invalid-body');
    expect(await cloud.invocations('checkout', 'create-session')).toBe(before);
  });

  it('with a malformed session id is rejected by field', async () => {
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
    ['an expired code', () => ({ ...one(), discountCodes: ['SUMMER2020'] }), 'discountCodes/0'],
    ['an unknown shipping option', () => ({ ...one(), shippingOption: 'by-pigeon' }), 'shippingOption'],
  ])('with %s is rejected with 422 by field', async (_, body, field) => {
    const { status, body: problem } = await openSession(body());
    expect([status, problem.errors[0].field]).toEqual([422, `/body/${field}`]);
  });
});
