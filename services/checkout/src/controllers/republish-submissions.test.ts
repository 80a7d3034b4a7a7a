import { describe, expect, it } from '@jest/globals';
import { ada, createShop, completeBasket, sourceIp } from '../../test/shop.ts';
import { toCheckoutEvents } from '../models/checkout-events.ts';
import { toSessionView } from '../models/session.ts';
import { cancelSession } from './cancel-session.ts';
import { closeCheckout } from './close-checkout.ts';
import { completeSession } from './complete-session.ts';
import { createSession } from './create-session.ts';
import { republishSubmissions } from './republish-submissions.ts';
import { updateSession } from './update-session.ts';

const HOUR_SECONDS = 3_600;

async function setup() {
  const shop = await createShop();
  const { session } = await createSession(
    { ...completeBasket, discountCodes: ['ONCE'] },
    { caller: ada, sourceIp },
    shop,
  );
  const { sessionId } = session;
  const stored = async () => (await shop.sessions.find(sessionId))!;
  const request = { sessionId, ifMatch: undefined, caller: ada, sourceIp };
  return {
    shop,
    sessionId,
    stored,
    republish: () => republishSubmissions(shop),
    update: () => updateSession({ ...request, changes: { email: 'ada@example.org' } }, shop),
    cancel: () => cancelSession(request, shop),
    complete: () => completeSession({ ...request, paymentToken: 'tok_1', idempotencyKey: 'k1' }, shop),
    redemptions: async () => (await shop.discounts.find('ONCE'))?.redemptions,
  };
}

describe('an abandoned session', () => {
  it('expires a day after its last change, without a write', async () => {
    const { shop, stored, republish, redemptions } = await setup();
    const status = async () => toSessionView(await stored(), shop.now()).status;
    shop.now.advance(24 * HOUR_SECONDS - 1);
    expect(await status()).toBe('open');
    shop.now.advance(1);
    expect(await status()).toBe('expired');
    await republish();
    expect(await stored()).toMatchObject({ version: 1 });
    expect(await redemptions()).toBe(0);
  });

  it('rejects changes with checkout.expired', async () => {
    const { shop, update, cancel, complete } = await setup();
    shop.now.advance(24 * HOUR_SECONDS);
    const expired = { kind: 'conflict', code: 'checkout.expired' };
    for (const use of [update, cancel, complete]) await expect(use()).rejects.toMatchObject(expired);
  });

  it('stays open when it is updated in time', async () => {
    const { shop, stored, update } = await setup();
    shop.now.advance(23 * HOUR_SECONDS);
    await update();
    shop.now.advance(2 * HOUR_SECONDS);
    expect(toSessionView(await stored(), shop.now()).status).toBe('open');
  });
});

describe('a submitted session whose order has not ended', () => {
  const QUARTER_SECONDS = HOUR_SECONDS / 4;

  it('is published again with the same order and keeps its redemptions', async () => {
    const { shop, stored, republish, complete, redemptions } = await setup();
    const { orderId } = await complete();
    const before = await stored();
    shop.now.advance(QUARTER_SECONDS);
    await republish();
    await republish();
    const after = await stored();
    expect(after).toMatchObject({ status: 'completing', version: before.version + 1 });
    const { encryptedPaymentToken } = before.submission!;
    const [event, ...others] = toCheckoutEvents({ before: { ...before }, after: { ...after } });
    expect(event).toMatchObject({ revision: after.version, data: { orderId, encryptedPaymentToken } });
    expect(others).toEqual([]);
    expect(await redemptions()).toBe(1);
  });

  it('is published for an hour, and then reported as stuck', async () => {
    const { shop, sessionId, stored, republish, complete } = await setup();
    await complete();
    for (let attempt = 1; attempt <= 3; attempt++) {
      shop.now.advance(QUARTER_SECONDS);
      await republish();
    }
    const { version } = await stored();
    shop.now.advance(QUARTER_SECONDS);
    await expect(republish()).rejects.toThrow(
      `Orders have not ended within an hour. Sessions: ${sessionId}.`,
    );
    expect((await stored()).version).toBe(version);
  });

  it('is left unchanged once its order has ended', async () => {
    const { shop, sessionId, stored, republish, complete } = await setup();
    const { orderId } = await complete();
    await closeCheckout({ sessionId, orderId, correlationId: 'c1' }, shop);
    shop.now.advance(48 * HOUR_SECONDS);
    await republish();
    expect((await stored()).status).toBe('completed');
  });

  it('does not keep other submissions from being published again when it fails', async () => {
    const { shop, sessionId, stored, complete } = await setup();
    await complete();
    shop.now.advance(QUARTER_SECONDS);
    const sessions = {
      ...shop.sessions,
      async *due() {
        yield 'chk_broken';
        yield sessionId;
      },
      find: async (id: string) => {
        if (id === 'chk_broken') throw new Error('table not found');
        return shop.sessions.find(id);
      },
    };
    await expect(republishSubmissions({ ...shop, sessions })).rejects.toThrow(
      '1 submissions were not published again.',
    );
    expect((await stored()).submission?.publishAttempts).toBe(2);
  });
});
