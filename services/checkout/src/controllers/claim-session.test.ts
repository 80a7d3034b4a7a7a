import { describe, expect, it } from '@jest/globals';
import type { Caller } from '#libs/lambda';
import { ada, bob, createShop, guest, completeBasket, productChanged, sourceIp } from '../../test/shop.ts';
import { cancelSession } from './cancel-session.ts';
import { completeSession } from './complete-session.ts';
import { createSession } from './create-session.ts';
import { getSession } from './get-session.ts';
import { reopenCheckout } from './reopen-checkout.ts';
import { updateSession } from './update-session.ts';

async function setup() {
  const shop = await createShop();
  const { session, sessionToken } = await createSession(completeBasket, { caller: guest, sourceIp }, shop);
  const { sessionId } = session;
  const as = (caller: Caller, token = sessionToken) => {
    const request = { sessionId, caller, sessionToken: token, ifMatch: undefined, sourceIp };
    return {
      get: () => getSession(request, shop),
      update: (changes = {}, ifMatch?: string) => updateSession({ ...request, changes, ifMatch }, shop),
      complete: () => completeSession({ ...request, paymentToken: 'tok_1', idempotencyKey: 'k1' }, shop),
      cancel: () => cancelSession(request, shop),
    };
  };
  const stored = async () => (await shop.sessions.find(sessionId))!;
  const fail = (orderId: string) =>
    reopenCheckout({ sessionId, orderId, failure: { code: 'payment.declined' }, correlationId: 'c' }, shop);
  return { shop, sessionToken: sessionToken!, as, stored, fail };
}
const adasId = ada.kind === 'customer' ? ada.customerId : '';
const notFound = { kind: 'not-found', code: 'session.not-found' };

describe("a guest's session", () => {
  it('is opened by its token and not by its id', async () => {
    const { as } = await setup();
    await expect(as(guest).get()).resolves.toMatchObject({ session: { status: 'open' } });
    for (const caller of [guest, ada]) {
      const without = as(caller, '');
      for (const act of [without.get, without.update, without.complete, without.cancel])
        await expect(act()).rejects.toMatchObject(notFound);
    }
  });

  it('stores only the digest of the token', async () => {
    const { stored, sessionToken } = await setup();
    expect(await stored()).toHaveProperty('tokenHash');
    expect(JSON.stringify(await stored())).not.toContain(sessionToken.slice(4));
  });

  it.each(['get', 'update', 'complete', 'cancel'] as const)(
    'belongs to the customer who opens it with its token: %s',
    async (act) => {
      const { as, stored } = await setup();
      await as(ada)[act]();
      expect(await stored()).toMatchObject({ customerId: adasId });
      expect((await stored()).tokenHash).toBeUndefined();
      await expect(as(guest).get()).rejects.toMatchObject(notFound);
      await expect(as(bob).get()).rejects.toMatchObject(notFound);
      await expect(as(ada).get()).resolves.toBeDefined();
      await expect(as(ada, '').get()).resolves.toBeDefined();
    },
  );

  it('is claimed together with a change that honors If-Match', async () => {
    const { as } = await setup();
    const claimed = await as(ada).update({ email: 'ada@example.org' }, '"1"');
    expect(claimed.session).toMatchObject({ customerId: adasId, email: 'ada@example.org', version: 2 });
  });

  it('is claimed by one of two customers who open it at the same time', async () => {
    const { as } = await setup();
    const outcomes = await Promise.allSettled([as(ada).update(), as(bob).update(), as(guest).update()]);
    const owners = outcomes.flatMap((each) =>
      each.status === 'fulfilled' ? [each.value.session.customerId] : [],
    );
    const refusals = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as object] : []));
    expect(new Set(owners.filter(Boolean)).size).toBe(1);
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) expect(refusal).toMatchObject(notFound);
  });

  it('is not claimed by a request that is refused', async () => {
    const { shop, as, stored } = await setup();
    await expect(as(ada).update({ shippingOption: 'by-pigeon' })).rejects.toMatchObject({
      code: 'checkout.shipping-option-unavailable',
    });
    expect(await stored()).toHaveProperty('tokenHash');
    await shop.products.applyProductChanged(productChanged(1, { amount: 1_200, revision: 2 }));
    await expect(as(ada).complete()).rejects.toMatchObject({ code: 'checkout.price-changed' });
  });

  it("stays the guest's while its order is in progress, and can be claimed when it is open again", async () => {
    const { as, stored, fail } = await setup();
    const { orderId } = await as(guest).complete();
    expect((await as(ada).get()).session.customerId).toBeUndefined();
    await expect(as(guest).get()).resolves.toMatchObject({ session: { status: 'completing' } });
    await fail(orderId);
    await as(ada).get();
    expect(await stored()).toMatchObject({ status: 'open', customerId: adasId });
  });
});
