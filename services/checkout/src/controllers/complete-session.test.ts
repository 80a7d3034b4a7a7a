import { describe, expect, it } from '@jest/globals';
import { ada, bob, lines, openShop, productChanged, readyToBuy, stockChanged } from '../../test/shop.ts';
import type { NewSession } from '../models/session.ts';
import { viewOf } from '../models/session.ts';
import { cancelSession } from './cancel-session.ts';
import { closeCheckout } from './close-checkout.ts';
import { completeSession, type Completion } from './complete-session.ts';
import { createSession } from './create-session.ts';
import { reopenCheckout } from './reopen-checkout.ts';
import { updateSession } from './update-session.ts';

type Shop = Awaited<ReturnType<typeof openShop>>;

async function begun(request: NewSession = readyToBuy, shop?: Shop) {
  shop ??= await openShop();
  const { sessionId } = await createSession(request, ada, shop);
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
    update: (changes: object) => updateSession({ sessionId, changes, ifMatch: undefined, caller: ada }, shop),
    cancel: () => cancelSession({ sessionId, ifMatch: undefined, caller: ada }, shop),
  };
}

describe('completing a session', () => {
  it('submits it once for twenty requests at once, with one answer', async () => {
    const { complete, stored } = await begun();
    const answers = await Promise.all(Array.from({ length: 20 }, () => complete()));
    expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1);
    expect(await stored()).toMatchObject({ status: 'completing', version: 2, attempts: [answers[0]] });
  });

  it('refuses the key with another body, and another key', async () => {
    const { complete } = await begun();
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

  it('takes no new purchase while sales are paused, and answers for those it took', async () => {
    const earlier = await begun();
    const { shop, complete, stored } = await begun(readyToBuy, earlier.shop);
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

  it('names what is missing', async () => {
    const { complete } = await begun({ lineItems: lines(1), email: 'ada@example.com' });
    await expect(complete()).rejects.toMatchObject({
      code: 'checkout.incomplete',
      fields: [{ field: '/shippingAddress' }, { field: '/shippingOption' }],
    });
  });

  it('shows a price that changed, and takes the next agreement to it', async () => {
    const { shop, complete, stored } = await begun();
    await shop.products.keepProduct(productChanged(1, { amount: 1_200, revision: 2 }));
    await expect(complete()).rejects.toMatchObject({ kind: 'conflict', code: 'checkout.price-changed' });
    expect(await stored()).toMatchObject({ status: 'open', totals: { subtotal: 2_400 }, attempts: [] });
    await expect(complete()).resolves.toMatchObject({ key: 'k1' });
  });

  it('holds the stock hint against the lines', async () => {
    const { shop, complete } = await begun();
    await shop.products.keepStock(stockChanged(1, 1, 2));
    await expect(complete()).rejects.toMatchObject({ code: 'checkout.insufficient-stock' });
  });

  it("agrees to one version only where the buyer says so, and to nobody else's session", async () => {
    const { complete } = await begun();
    await expect(complete({ ifMatch: '"7"' })).rejects.toMatchObject({ kind: 'precondition-failed' });
    await expect(complete({ caller: bob })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(complete({ ifMatch: '"1"' })).resolves.toBeDefined();
  });

  it('cannot be changed or canceled meanwhile', async () => {
    const { complete, update, cancel } = await begun();
    await complete();
    await expect(update({ lineItems: lines(1) })).rejects.toMatchObject({ code: 'checkout.not-open' });
    await expect(cancel()).rejects.toMatchObject({ code: 'checkout.in-progress' });
  });

  it('does not begin once it is canceled', async () => {
    const { complete, cancel } = await begun();
    await cancel();
    await expect(cancel()).resolves.toMatchObject({ status: 'canceled' });
    await expect(complete()).rejects.toMatchObject({ code: 'checkout.not-open' });
  });
});

describe('a purchase that came about', () => {
  it('completes the session, once, and takes the payment token away', async () => {
    const { complete, close, stored } = await begun();
    const { orderId } = await complete();
    expect((await stored()).submission?.paymentToken).toBe('tok_1');
    await close(orderId);
    await close(orderId);
    expect(await stored()).toMatchObject({ status: 'completed', version: 3 });
    expect(JSON.stringify(await stored())).not.toContain('tok_1');
  });

  it('can be neither repeated under another key nor failed', async () => {
    const { complete, close, fail, cancel } = await begun();
    const { orderId } = await complete();
    await close(orderId);
    await expect(complete({ idempotencyKey: 'k2' })).rejects.toMatchObject({ code: 'checkout.not-open' });
    await expect(fail(orderId)).rejects.toMatchObject({ code: 'checkout.order-placed' });
    await expect(cancel()).rejects.toMatchObject({ code: 'checkout.not-open' });
    await expect(complete()).resolves.toMatchObject({ orderId });
  });

  it('is no other order', async () => {
    const { complete, close } = await begun();
    await complete();
    await expect(close('ord_other')).rejects.toMatchObject({ code: 'checkout.unknown-order' });
  });
});

describe('a purchase that failed', () => {
  it('opens the session again, says why, and keeps no payment token', async () => {
    const { shop, complete, fail, stored } = await begun();
    const { orderId } = await complete();
    await fail(orderId);
    await fail(orderId, 'other.code');
    const session = await stored();
    expect(session.version).toBe(3);
    expect(viewOf(session, shop.now())).toMatchObject({
      status: 'open',
      failure: { code: 'payment.declined' },
    });
    expect(JSON.stringify(session)).not.toContain('tok_1');
  });

  it('answers its own key, while a new one starts a new order', async () => {
    const { shop, complete, fail, close, stored } = await begun();
    const first = await complete();
    await fail(first.orderId);
    expect(await complete()).toMatchObject({ orderId: first.orderId, failure: { code: 'payment.declined' } });
    const second = await complete({ idempotencyKey: 'k2', paymentToken: 'tok_2' });
    expect(second.orderId).not.toBe(first.orderId);
    await expect(close(first.orderId)).rejects.toMatchObject({ code: 'checkout.order-failed' });
    await close(second.orderId);
    const view = viewOf(await stored(), shop.now());
    expect(view).toMatchObject({ status: 'completed', orderId: second.orderId });
    expect(view).not.toHaveProperty('failure');
  });
});

describe('discounts in a purchase', () => {
  const withCode = (code: string) => ({ ...readyToBuy, discountCodes: [code] });

  it('are redeemed no more often than their limit, whoever comes at once', async () => {
    const shop = await openShop();
    const buyers = await Promise.all(Array.from({ length: 5 }, () => begun(withCode('TWICE'), shop)));
    const results = await Promise.allSettled(buyers.map(({ complete }) => complete()));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const result of refused)
      expect(result).toMatchObject({ reason: { code: 'checkout.price-changed' } });
    expect((await shop.discounts.find('TWICE'))?.redemptions).toBe(2);
  });

  it('are given back once by a purchase that failed', async () => {
    const { shop, complete, fail } = await begun(withCode('ONCE'));
    const { orderId } = await complete();
    expect((await shop.discounts.find('ONCE'))?.redemptions).toBe(1);
    await fail(orderId);
    await fail(orderId);
    expect((await shop.discounts.find('ONCE'))?.redemptions).toBe(0);
    await expect(complete({ idempotencyKey: 'k2' })).resolves.toBeDefined();
  });

  it('for one purchase of each customer are not had twice', async () => {
    const shop = await openShop();
    const { complete } = await begun(withCode('ONCE'), shop);
    const second = await begun(withCode('ONCE'), shop);
    await complete();
    await expect(second.complete()).rejects.toMatchObject({ code: 'checkout.price-changed' });
    expect(await second.stored()).toMatchObject({ discountCodes: [], totals: { discount: 0 } });
    await expect(begun(withCode('ONCE'), shop)).rejects.toMatchObject({
      code: 'checkout.discount-not-applicable',
    });
  });
});
