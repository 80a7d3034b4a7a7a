import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { money } from '#libs/models';
import { ada, completeBasket, createShop, sourceIp } from '../../test/shop.ts';
import { closeCheckout } from './close-checkout.ts';
import { completeSession } from './complete-session.ts';
import { createSession } from './create-session.ts';
import { reopenCheckout } from './reopen-checkout.ts';
import { returnRedemptions } from './return-redemptions.ts';

async function setup(code: string) {
  const shop = await createShop();
  await shop.discounts.insert('MANY', { reduction: { basisPoints: 1_000 }, maxRedemptions: 3 });
  const redemptions = async () => (await shop.discounts.find(code))!.redemptions;

  /** Submits a session and returns what can happen to its order. */
  async function submit() {
    const basket = { ...completeBasket, discountCodes: [code] };
    const { sessionId } = (await createSession(basket, { caller: ada, sourceIp }, shop)).session;
    const completion = { sessionId, paymentToken: 'tok_1', idempotencyKey: 'k1', ifMatch: undefined };
    const { orderId } = await completeSession({ ...completion, caller: ada }, shop);
    const order = { sessionId, orderId, correlationId: 'c1' };
    const canceled = { orderId, email: '', reason: '', canceledAt: '', refunded: money(0, 'EUR') };
    return {
      close: () => closeCheckout(order, shop),
      fail: () => reopenCheckout({ ...order, failure: { code: 'payment.declined' } }, shop),
      cancel: () => returnRedemptions({ data: canceled }, { redemptions: shop.discounts }),
    };
  }
  return { submit, redemptions };
}

describe('a canceled order', () => {
  it.each(['ONCE', 'TWICE'])('returns its redemption of %s once', async (code) => {
    const { submit, redemptions } = await setup(code);
    const order = await submit();
    await order.close();
    expect(await redemptions()).toBe(1);
    await Promise.all([order.cancel(), order.cancel()]);
    await order.cancel();
    expect(await redemptions()).toBe(0);
    await submit();
    expect(await redemptions()).toBe(1);
  });

  it('returns its redemption also when it is canceled before the session is closed', async () => {
    const { submit, redemptions } = await setup('ONCE');
    const order = await submit();
    await order.cancel();
    await order.close();
    expect(await redemptions()).toBe(0);
  });

  it('leaves a redemption to exactly the orders that neither failed nor were canceled', async () => {
    // A failed order is never confirmed, and only a confirmed order is canceled. Each step may be repeated.
    const failed = fc.array(fc.constant('fail' as const), { maxLength: 3 });
    const confirmed = fc.array(fc.constantFrom('close' as const, 'cancel' as const), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(failed, confirmed), { maxLength: 6 }), async (orders) => {
        const { submit, redemptions } = await setup('MANY');
        let expected = 0;
        for (const steps of orders) {
          if (expected === 3) break;
          const order = await submit();
          for (const step of steps) await order[step]();
          if (!steps.some((step) => step === 'fail' || step === 'cancel')) expected += 1;
          expect(await redemptions()).toBe(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});
