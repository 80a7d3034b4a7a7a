import { describe, expect, it } from '@jest/globals';
import {
  ada,
  address,
  bob,
  lines,
  createShop,
  productChanged,
  completeBasket,
  stockChanged,
  sourceIp,
} from '../../test/shop.ts';
import type { TaxRateDetails } from '../models/tax-rate.ts';
import type { NewSession } from '../models/session.ts';
import { toSessionView } from '../models/session.ts';
import { cancelSession } from './cancel-session.ts';
import { closeCheckout } from './close-checkout.ts';
import { completeSession, type Completion } from './complete-session.ts';
import { createSession } from './create-session.ts';
import { reopenCheckout } from './reopen-checkout.ts';
import { updateSession } from './update-session.ts';

type Shop = Awaited<ReturnType<typeof createShop>>;

async function replaceRate({ taxRates }: Shop, details: TaxRateDetails) {
  const { version } = (await taxRates.find('DE'))!;
  await taxRates.save('DE', details, { version });
}

async function setup(request: NewSession = completeBasket, shop?: Shop) {
  shop ??= await createShop();
  const { sessionId } = (await createSession(request, { caller: ada, sourceIp }, shop)).session;
  const complete = (change: Partial<Completion> = {}) =>
    completeSession(
      { sessionId, paymentToken: 'tok_1', idempotencyKey: 'k1', ifMatch: undefined, caller: ada, ...change },
      shop,
    );
  const stored = async () => (await shop.sessions.find(sessionId))!;
  const order = (orderId: string) => ({ sessionId, orderId, correlationId: 'c1' });
  return {
    shop,
    sessionId,
    complete,
    stored,
    close: (orderId: string) => closeCheckout(order(orderId), shop),
    fail: (orderId: string, code = 'payment.declined') =>
      reopenCheckout({ ...order(orderId), failure: { code } }, shop),
    update: (changes: object) =>
      updateSession({ sessionId, changes, ifMatch: undefined, caller: ada, sourceIp }, shop),
    cancel: () => cancelSession({ sessionId, ifMatch: undefined, caller: ada }, shop),
  };
}

describe('completeSession', () => {
  it('submits once for twenty concurrent requests, with one result', async () => {
    const { complete, stored } = await setup();
    const responses = await Promise.all(Array.from({ length: 20 }, () => complete()));
    expect(new Set(responses.map(({ orderId }) => orderId)).size).toBe(1);
    expect(responses.filter(({ isSubmitter }) => isSubmitter)).toHaveLength(1);
    const { isSubmitter: _, ...attempt } = responses[0]!;
    expect(await stored()).toMatchObject({ status: 'completing', version: 2, attempts: [attempt] });
  });

  it('rejects the same key with another body, and another key', async () => {
    const { complete } = await setup();
    await complete();
    await expect(complete({ paymentToken: 'tok_2' })).rejects.toMatchObject({
      kind: 'unprocessable',
      code: 'idempotency.key-reused',
    });
    await expect(complete({ idempotencyKey: 'k2' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'checkout.in-progress',
    });
  });

  it('rejects new orders while sales are paused, and continues those in progress', async () => {
    const earlier = await setup();
    const { shop, complete, stored } = await setup(completeBasket, earlier.shop);
    const { orderId } = await earlier.complete();
    shop.setSales('paused');
    await expect(complete()).rejects.toMatchObject({ kind: 'conflict', code: 'checkout.sales-paused' });
    expect(await stored()).toMatchObject({ status: 'open', attempts: [] });
    expect(await earlier.complete()).toMatchObject({ orderId });
    await earlier.close(orderId);
    expect(await earlier.stored()).toMatchObject({ status: 'completed' });

    shop.setSales('open');
    await complete();
    expect(await stored()).toMatchObject({ status: 'completing' });
  });

  it('names the missing fields', async () => {
    const { complete } = await setup({ lineItems: lines(1), email: 'ada@example.com' });
    await expect(complete()).rejects.toMatchObject({
      code: 'checkout.incomplete',
      fields: [{ field: '/shippingAddress' }, { field: '/shippingOption' }],
    });
  });

  it('requires a payment, unless there is nothing to pay', async () => {
    const { complete } = await setup();
    await expect(complete({ paymentToken: undefined })).rejects.toMatchObject({
      kind: 'unprocessable',
      code: 'checkout.payment-missing',
      fields: [{ field: '/body/payment' }],
    });
  });

  it.each([undefined, 'tok_1'])('stores no payment token when there is nothing to pay: %s', async (token) => {
    const shop = await createShop();
    await shop.shippingOptions.save('pickup', {
      title: 'Pick up',
      prices: [{ currency: 'EUR', amount: 0 }],
      isOffered: true,
    });
    await shop.discounts.insert('FREE', { reduction: { basisPoints: 10_000 } });
    const free = { ...completeBasket, shippingOption: 'pickup', discountCodes: ['FREE'] };
    const { complete, stored } = await setup(free, shop);
    expect((await stored()).totals.total).toBe(0);
    const attempt = await complete({ paymentToken: token });
    expect(await complete({ paymentToken: token })).toEqual({ ...attempt, isSubmitter: false });
    expect((await stored()).submission?.encryptedPaymentToken).toBeUndefined();
  });

  it('stores a changed price, and accepts it with the next request', async () => {
    const { shop, complete, stored } = await setup();
    await shop.products.applyProductChanged(productChanged(1, { amount: 1_200, revision: 2 }));
    await expect(complete()).rejects.toMatchObject({ kind: 'conflict', code: 'checkout.price-changed' });
    expect(await stored()).toMatchObject({ status: 'open', totals: { subtotal: 2_400 }, attempts: [] });
    await expect(complete()).resolves.toMatchObject({ key: 'k1' });
  });

  it('rejects other lines with the same total', async () => {
    const { shop, complete, stored } = await setup({ ...completeBasket, lineItems: lines(1, 1) });
    await shop.products.applyProductChanged(productChanged(1, { amount: 1_500, revision: 2 }));
    await shop.products.applyProductChanged(
      productChanged(2, { amount: 500, title: 'Lens cap', revision: 2 }),
    );
    await expect(complete()).rejects.toMatchObject({ kind: 'conflict', code: 'checkout.price-changed' });
    expect((await stored()).lineItems).toMatchObject([{ unitPrice: 1_500 }, { title: 'Lens cap' }]);
    await expect(complete()).resolves.toMatchObject({ key: 'k1' });
  });

  it('rejects a new title at the same price', async () => {
    const { shop, complete } = await setup();
    await shop.products.applyProductChanged(productChanged(1, { title: 'Lens cap', revision: 2 }));
    await expect(complete()).rejects.toMatchObject({ code: 'checkout.price-changed' });
  });

  it('rejects an address that another request changed meanwhile', async () => {
    const { shop, sessionId, complete, update } = await setup();
    const { submit } = shop.sessions;
    let isFirst = true;
    const interrupted: Shop['sessions']['submit'] = async (...args) => {
      if (isFirst) await update({ shippingAddress: { ...address, line1: '2 Other Way' } });
      isFirst = false;
      return submit(...args);
    };
    shop.sessions = { ...shop.sessions, submit: interrupted };
    await expect(complete()).rejects.toMatchObject({ code: 'checkout.price-changed' });
    expect(await shop.sessions.find(sessionId)).toMatchObject({ status: 'open' });
    await expect(complete()).resolves.toBeDefined();
  });

  it.each<[string, (shop: Shop) => Promise<unknown>, object]>([
    [
      'a quantity above the available stock',
      (shop) => shop.products.applyStockChanged(stockChanged(2, 0, 2)),
      { kind: 'conflict', code: 'checkout.insufficient-stock', fields: [{ field: '/lineItems/1/quantity' }] },
    ],
    [
      'a product that is gone',
      (shop) => shop.products.applyProductChanged(productChanged(2, { status: 'archived', revision: 2 })),
      {
        kind: 'unprocessable',
        code: 'checkout.unknown-product',
        fields: [{ field: '/lineItems/1/productId' }],
      },
    ],
    [
      'a product in another currency',
      (shop) => shop.products.applyProductChanged(productChanged(2, { currency: 'USD', revision: 2 })),
      {
        kind: 'unprocessable',
        code: 'checkout.currency-mismatch',
        fields: [{ field: '/lineItems/1/productId' }],
      },
    ],
    [
      'an address whose region became necessary',
      (shop) => replaceRate(shop, { title: 'Umsatzsteuer', basisPoints: 1_900, regions: ['BE'] }),
      {
        kind: 'unprocessable',
        code: 'checkout.region-unknown',
        fields: [{ field: '/shippingAddress/region' }],
      },
    ],
  ])('rejects %s, and the session shows it', async (_, change, error) => {
    const { shop, complete, stored } = await setup({ ...completeBasket, lineItems: lines(1, 1) });
    await change(shop);
    await expect(complete()).rejects.toMatchObject(error);
    const { code, fields } = error as { code: string; fields: { field: string }[] };
    const { problems, version } = await stored();
    expect(problems).toMatchObject([{ code, field: fields[0]!.field }]);
    // A repetition finds nothing new to store.
    await expect(complete()).rejects.toMatchObject(error);
    expect((await stored()).version).toBe(version);
  });

  it('honors If-Match, and rejects another caller', async () => {
    const { complete } = await setup();
    await expect(complete({ ifMatch: '"7"' })).rejects.toMatchObject({ kind: 'precondition-failed' });
    await expect(complete({ caller: bob })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(complete({ ifMatch: '"1"' })).resolves.toBeDefined();
  });

  it('rejects changes and cancellation while the order is in progress', async () => {
    const { complete, update, cancel } = await setup();
    await complete();
    await expect(update({ lineItems: lines(1) })).rejects.toMatchObject({ code: 'checkout.not-open' });
    await expect(cancel()).rejects.toMatchObject({ code: 'checkout.in-progress' });
  });

  it('rejects a canceled session', async () => {
    const { complete, cancel } = await setup();
    await cancel();
    await expect(cancel()).resolves.toMatchObject({ status: 'canceled' });
    await expect(complete()).rejects.toMatchObject({ code: 'checkout.not-open' });
  });
});

describe('a confirmed order', () => {
  it('completes the session once and deletes the payment token', async () => {
    const { shop, complete, close, stored } = await setup();
    const { orderId } = await complete();
    const { encryptedPaymentToken = '' } = (await stored()).submission!;
    expect(await shop.tokenKey.decrypt(encryptedPaymentToken, { orderId })).toBe('tok_1');
    expect(JSON.stringify(await stored())).not.toContain('tok_1');
    await close(orderId);
    await close(orderId);
    expect(await stored()).toMatchObject({ status: 'completed', version: 3 });
    expect(JSON.stringify(await stored())).not.toContain(encryptedPaymentToken);
  });

  it('cannot be repeated with another key, failed or canceled', async () => {
    const { complete, close, fail, cancel } = await setup();
    const { orderId } = await complete();
    await close(orderId);
    await expect(complete({ idempotencyKey: 'k2' })).rejects.toMatchObject({ code: 'checkout.not-open' });
    await expect(fail(orderId)).rejects.toMatchObject({ code: 'checkout.order-placed' });
    await expect(cancel()).rejects.toMatchObject({ code: 'checkout.not-open' });
    await expect(complete()).resolves.toMatchObject({ orderId });
  });

  it('must be an order of the session', async () => {
    const { complete, close } = await setup();
    await complete();
    await expect(close('ord_other')).rejects.toMatchObject({ code: 'checkout.unknown-order' });
  });
});

describe('a failed order', () => {
  it('reopens the session, returns the failure and deletes the payment token', async () => {
    const { shop, complete, fail, stored } = await setup();
    const { orderId } = await complete();
    const { encryptedPaymentToken = '' } = (await stored()).submission!;
    await fail(orderId);
    await fail(orderId, 'other.code');
    const session = await stored();
    expect(session.version).toBe(3);
    expect(toSessionView(session, shop.now())).toMatchObject({
      status: 'open',
      failure: { code: 'payment.declined' },
    });
    expect(JSON.stringify(session)).not.toContain(encryptedPaymentToken);
  });

  it('is returned for its own key, while a new key starts a new order', async () => {
    const { shop, complete, fail, close, stored } = await setup();
    const first = await complete();
    await fail(first.orderId);
    expect(await complete()).toMatchObject({ orderId: first.orderId, failure: { code: 'payment.declined' } });
    const second = await complete({ idempotencyKey: 'k2', paymentToken: 'tok_2' });
    expect(second.orderId).not.toBe(first.orderId);
    await expect(close(first.orderId)).rejects.toMatchObject({ code: 'checkout.order-failed' });
    await close(second.orderId);
    const view = toSessionView(await stored(), shop.now());
    expect(view).toMatchObject({ status: 'completed', orderId: second.orderId });
    expect(view).not.toHaveProperty('failure');
  });
});

describe('discounts', () => {
  const withCode = (code: string) => ({ ...completeBasket, discountCodes: [code] });

  it('are redeemed no more often than their limit by concurrent requests', async () => {
    const shop = await createShop();
    const customers = await Promise.all(Array.from({ length: 5 }, () => setup(withCode('TWICE'), shop)));
    const results = await Promise.allSettled(customers.map(({ complete }) => complete()));
    const rejected = results.filter(({ status }) => status === 'rejected');
    expect(rejected).toHaveLength(3);
    for (const result of rejected)
      expect(result).toMatchObject({ reason: { code: 'checkout.price-changed' } });
    expect((await shop.discounts.find('TWICE'))?.redemptions).toBe(2);
  });

  it('are returned once when the order fails', async () => {
    const { shop, complete, fail } = await setup(withCode('ONCE'));
    const { orderId } = await complete();
    expect((await shop.discounts.find('ONCE'))?.redemptions).toBe(1);
    await fail(orderId);
    await fail(orderId);
    expect((await shop.discounts.find('ONCE'))?.redemptions).toBe(0);
    await expect(complete({ idempotencyKey: 'k2' })).resolves.toBeDefined();
  });

  it('with oncePerCustomer are redeemed once', async () => {
    const shop = await createShop();
    const { complete } = await setup(withCode('ONCE'), shop);
    const second = await setup(withCode('ONCE'), shop);
    await complete();
    await expect(second.complete()).rejects.toMatchObject({ code: 'checkout.price-changed' });
    expect(await second.stored()).toMatchObject({ discountCodes: [], totals: { discount: 0 } });
    await expect(setup(withCode('ONCE'), shop)).rejects.toMatchObject({
      code: 'checkout.discount-not-applicable',
    });
  });
});
