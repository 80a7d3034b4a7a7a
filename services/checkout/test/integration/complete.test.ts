import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningCloud, waitUntil } from '#libs/testing';
import {
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
  productId = await newProduct({ units: 500 });
});
const createReadySession = async (change: object = {}) =>
  (await openSession(completeBasket(productId, change))).body.sessionId as string;

describe('POST /checkout/sessions/{sessionId}/complete', () => {
  it('returns 202, and the order proceeds asynchronously', async () => {
    const sessionId = await createReadySession();
    const { status, body } = await complete(sessionId);
    expect([status, body.sessionId, body.status]).toEqual([202, sessionId, 'completing']);
    expect(body.orderId).toMatch(/^ord_[0-9a-z]{36}$/);
    const bought = await waitUntil(async () => {
      const { body: session } = await readSession(sessionId);
      return session.status === 'completed' ? session : undefined;
    });
    expect(bought.orderId).toBe(body.orderId);
  });

  it('waits for the end of the order with Prefer: wait', async () => {
    const { status, body, headers } = await completed(await createReadySession());
    expect([status, body.status, headers.get('preference-applied')]).toEqual([200, 'completed', 'wait=10']);
  });

  it('waits at most ten seconds', async () => {
    const sessionId = await createReadySession();
    const key = randomUUID();
    const answer = await complete(sessionId, { key, wait: 20 });
    expect(answer.headers.get('preference-applied')).toBe('wait=10');
    await completed(sessionId, { key });
  });

  it('lets one request per session wait, and answers the others at once', async () => {
    // The sandbox charges and does not answer for some seconds.
    const sessionId = await createReadySession();
    const completion = { key: randomUUID(), token: 'tok_timeout_after_charge' };
    expect((await complete(sessionId, completion)).status).toBe(202);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => complete(sessionId, { ...completion, wait: 10 })),
    );
    const applied = answers.filter(({ headers }) => headers.get('preference-applied') === 'wait=10');
    expect(applied).toHaveLength(1);
    const others = answers.filter((answer) => !applied.includes(answer));
    expect(others.map(({ status, body }) => [status, body.status])).toEqual(
      Array.from({ length: 3 }, () => [202, 'completing']),
    );
    await completed(sessionId, completion);
  });

  it('submits once for twenty concurrent requests, with the same response', async () => {
    const sessionId = await createReadySession();
    const key = randomUUID();
    const responses = await Promise.all(Array.from({ length: 20 }, () => complete(sessionId, { key })));
    expect(new Set(responses.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(responses[0]?.status).toBe(202);
    const another = await complete(sessionId, { key, token: 'tok_declined' });
    expect([another.status, another.body.code]).toEqual([422, 'idempotency.key-reused']);
  });

  it('requires an idempotency key, a payment token and a complete session', async () => {
    const sessionId = (await openSession({ lineItems: [{ productId, quantity: 1 }] })).body
      .sessionId as string;
    const path = `/checkout/sessions/${sessionId}/complete`;
    const headers = tokenHeader(sessionId);
    const body = { payment: { token: 'tok_success' } };
    const keyless = await cloud.call('POST', path, { headers, body });
    expect([keyless.status, keyless.body.code]).toEqual([400, expect.stringMatching(/^request\./)]);
    const tokenless = await cloud.call('POST', path, {
      body: { payment: {} },
      headers: { ...headers, 'Idempotency-Key': randomUUID() },
    });
    expect([tokenless.status, tokenless.body.code]).toEqual([400, expect.stringMatching(/^request\./)]);
    const incomplete = await complete(sessionId);
    expect([incomplete.status, incomplete.body.code]).toEqual([422, 'checkout.incomplete']);
    expect(incomplete.body.errors.map(({ field }: { field: string }) => field)).toEqual([
      '/email',
      '/shippingAddress',
      '/shippingOption',
    ]);
  });

  it('returns 409 when lines have changed and their sum has not', async () => {
    const [camera, lens] = [await newProduct({ amount: 1_000 }), await newProduct({ amount: 2_000 })];
    const lineItems = [camera, lens].map((id) => ({ productId: id, quantity: 1 }));
    const sessionId = (await openSession(completeBasket(camera, { lineItems }))).body.sessionId as string;
    const probe = (await openSession({ lineItems })).body.sessionId as string;
    const changeProduct = (id: string, body: object) =>
      cloud.call('PATCH', `/catalog/products/${id}`, { as: 'staff', body });
    await changeProduct(camera, { price: { amount: 2_000, currency: 'EUR' } });
    await changeProduct(lens, { price: { amount: 1_000, currency: 'EUR' }, title: 'Lens cap' });
    await waitUntil(async () => {
      const [first, second] = (await changeSession(probe, {})).body.lineItems;
      return (first.unitPrice === 2_000 && second.unitPrice === 1_000) || undefined;
    });
    const rejected = await complete(sessionId);
    expect([rejected.status, rejected.body.code]).toEqual([409, 'checkout.price-changed']);
    const { body } = await readSession(sessionId);
    expect(body.lineItems.map(({ title }: { title: string }) => title)).toEqual([
      'A test product',
      'Lens cap',
    ]);
    expect((await complete(sessionId)).status).toBe(202);
  });

  it('returns 409 when the price has changed', async () => {
    const own = await newProduct();
    const sessionId = (await openSession(completeBasket(own))).body.sessionId as string;
    const probe = (await openSession({ lineItems: [{ productId: own, quantity: 1 }] })).body
      .sessionId as string;
    await cloud.call('PATCH', `/catalog/products/${own}`, {
      as: 'staff',
      body: { price: { amount: 2_000, currency: 'EUR' } },
    });
    await waitUntil(async () => {
      const { body } = await changeSession(probe, {});
      return body.totals.subtotal === 2_000 || undefined;
    });
    const rejected = await complete(sessionId);
    expect([rejected.status, rejected.body.code]).toEqual([409, 'checkout.price-changed']);
    expect((await readSession(sessionId)).body.totals.subtotal).toBe(2_000);
    expect((await complete(sessionId)).status).toBe(202);
  });
});

describe('a declined payment', () => {
  it('reopens the session for another attempt', async () => {
    const sessionId = await createReadySession();
    const key = randomUUID();
    const declined = await completed(sessionId, { key, token: 'tok_declined' });
    expect([declined.status, declined.body]).toMatchObject([
      200,
      { sessionId, status: 'open', failure: { code: 'payment.declined' } },
    ]);
    expect((await readSession(sessionId)).body).toMatchObject({
      status: 'open',
      failure: { code: 'payment.declined' },
    });
    const replayed = await complete(sessionId, { key, token: 'tok_declined', wait: 15 });
    expect(replayed.body).toEqual(declined.body);

    const paid = await completed(sessionId);
    expect([paid.status, paid.body.status]).toEqual([200, 'completed']);
    expect(paid.body.orderId).not.toBe(declined.body.orderId);
    expect((await cancelSession(sessionId)).status).toBe(409);
    expect((await readSession(sessionId)).body).not.toHaveProperty('failure');
  });

  it('returns the redemption of a discount', async () => {
    const code = `BACK-${randomUUID().slice(0, 8)}`.toUpperCase();
    const discount = { code, reduction: { basisPoints: 1_000 }, maxRedemptions: 1, oncePerCustomer: true };
    expect((await cloud.call('POST', '/checkout/discounts', { as: 'staff', body: discount })).status).toBe(
      201,
    );
    const sessionId = await createReadySession({ discountCodes: [code] });
    const redemptions = async () =>
      (await cloud.call('GET', `/checkout/discounts/${code}`, { as: 'staff' })).body.redemptions;
    await completed(sessionId, { token: 'tok_declined' });
    expect(await redemptions()).toBe(0);
    await completed(sessionId);
    expect(await redemptions()).toBe(1);
  });
});

describe('a discount with a limit', () => {
  it('is redeemed no more often by concurrent requests', async () => {
    const code = `FEW-${randomUUID().slice(0, 8)}`.toUpperCase();
    const discount = { code, reduction: { basisPoints: 1_000 }, maxRedemptions: 2 };
    expect((await cloud.call('POST', '/checkout/discounts', { as: 'staff', body: discount })).status).toBe(
      201,
    );
    const sessions = await Promise.all(
      Array.from({ length: 6 }, () => createReadySession({ discountCodes: [code] })),
    );
    const responses = await Promise.all(sessions.map((sessionId) => complete(sessionId)));
    const codes = responses.map(({ status, body }) => body.code ?? status).toSorted();
    const changed = 'checkout.price-changed';
    expect(codes).toEqual([202, 202, changed, changed, changed, changed]);
    const { body } = await cloud.call('GET', `/checkout/discounts/${code}`, { as: 'staff' });
    expect(body.redemptions).toBe(2);
  });
});
