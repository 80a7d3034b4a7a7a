import { describe, expect, it } from '@jest/globals';
import { ada, openShop, readyToBuy } from '../../test/shop.ts';
import { checkoutEvents } from '../models/checkout-events.ts';
import { viewOf } from '../models/session.ts';
import { cancelSession } from './cancel-session.ts';
import { closeCheckout } from './close-checkout.ts';
import { completeSession } from './complete-session.ts';
import { createSession } from './create-session.ts';
import { expireSessions } from './expire-sessions.ts';
import { updateSession } from './update-session.ts';

const HOUR_SECONDS = 3_600;

async function begun() {
  const shop = await openShop();
  const { sessionId } = await createSession({ ...readyToBuy, discountCodes: ['ONCE'] }, ada, shop);
  const stored = async () => (await shop.sessions.find(sessionId))!;
  const request = { sessionId, ifMatch: undefined, caller: ada };
  return {
    shop,
    sessionId,
    stored,
    expire: () => expireSessions(shop),
    update: () => updateSession({ ...request, changes: { email: 'ada@example.org' } }, shop),
    cancel: () => cancelSession(request, shop),
    complete: () => completeSession({ ...request, paymentToken: 'tok_1', idempotencyKey: 'k1' }, shop),
    redemptions: async () => (await shop.discounts.find('ONCE'))?.redemptions,
  };
}

describe('an abandoned session', () => {
  it('expires a day after its last change, once', async () => {
    const { shop, stored, expire, redemptions } = await begun();
    shop.now.advance(24 * HOUR_SECONDS - 1);
    await expire();
    expect(await stored()).toMatchObject({ status: 'open', version: 1 });
    shop.now.advance(1);
    await expire();
    await expire();
    expect(await stored()).toMatchObject({ status: 'expired', version: 2 });
    expect(viewOf(await stored(), shop.now()).status).toBe('expired');
    expect(await redemptions()).toBe(0);
  });

  it('takes no more changes, by a code that says why', async () => {
    const { shop, expire, update, cancel, complete } = await begun();
    shop.now.advance(24 * HOUR_SECONDS);
    const refused = { kind: 'conflict', code: 'checkout.expired' };
    for (const use of [update, cancel, complete]) await expect(use()).rejects.toMatchObject(refused);
    await expire();
    for (const use of [update, cancel, complete]) await expect(use()).rejects.toMatchObject(refused);
  });

  it('lives on where its buyer comes back in time', async () => {
    const { shop, stored, expire, update } = await begun();
    shop.now.advance(23 * HOUR_SECONDS);
    await update();
    shop.now.advance(2 * HOUR_SECONDS);
    await expire();
    expect((await stored()).status).toBe('open');
  });

  it('keeps none of the others from expiring', async () => {
    const { shop, sessionId, stored } = await begun();
    shop.now.advance(24 * HOUR_SECONDS);
    const sessions = {
      ...shop.sessions,
      async *due() {
        yield 'chk_broken';
        yield sessionId;
      },
      find: async (id: string) => {
        if (id === 'chk_broken') throw new Error('table is gone');
        return shop.sessions.find(id);
      },
    };
    await expect(expireSessions({ ...shop, sessions })).rejects.toThrow('1 sessions did not expire.');
    expect((await stored()).status).toBe('expired');
  });
});

describe('a purchase of which nothing is heard', () => {
  const QUARTER_SECONDS = HOUR_SECONDS / 4;

  it('is told again under the same order, keeping what it took', async () => {
    const { shop, stored, expire, complete, redemptions } = await begun();
    const { orderId } = await complete();
    const before = await stored();
    shop.now.advance(QUARTER_SECONDS);
    await expire();
    await expire();
    const after = await stored();
    expect(after).toMatchObject({ status: 'completing', version: before.version + 1 });
    const [event, ...others] = checkoutEvents({ before: { ...before }, after: { ...after } });
    expect(event).toMatchObject({ revision: after.version, data: { orderId, paymentToken: 'tok_1' } });
    expect(others).toEqual([]);
    expect(await redemptions()).toBe(1);
  });

  it('is told for an hour, and then somebody is called', async () => {
    const { shop, sessionId, stored, expire, complete } = await begun();
    await complete();
    for (let told = 1; told <= 3; told++) {
      shop.now.advance(QUARTER_SECONDS);
      await expire();
    }
    const { version } = await stored();
    shop.now.advance(QUARTER_SECONDS);
    await expect(expire()).rejects.toThrow(
      `Purchases have not ended for an hour, of the sessions ${sessionId}.`,
    );
    expect((await stored()).version).toBe(version);
  });

  it('is left alone once it has ended', async () => {
    const { shop, sessionId, stored, expire, complete } = await begun();
    const { orderId } = await complete();
    await closeCheckout({ sessionId, orderId, correlationId: 'c1' }, shop);
    shop.now.advance(48 * HOUR_SECONDS);
    await expire();
    expect((await stored()).status).toBe('completed');
  });
});
