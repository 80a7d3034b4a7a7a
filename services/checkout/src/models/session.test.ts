import { describe, expect, it } from '@jest/globals';
import { ada, openShop, readyToBuy } from '../../test/shop.ts';
import { createSession } from '../controllers/create-session.ts';
import { viewOf } from './session.ts';

const sample = async () => {
  const shop = await openShop();
  return { now: shop.now, session: await createSession(readyToBuy, ada, shop) };
};
const attempt = { orderId: 'ord_1', key: 'key_1', fingerprint: 'fingerprint_1' };

describe('a session as its buyer sees it', () => {
  it('shows neither the payment token nor how requests are told apart', async () => {
    const { session, now } = await sample();
    const submission = {
      paymentToken: 'tok_1',
      redemptions: [],
      tellings: 1,
      submittedAt: now().toISOString(),
      tellAgainAt: now().toISOString(),
    };
    const shown = viewOf({ ...session, status: 'completing', attempts: [attempt], submission }, now());
    expect(shown).toMatchObject({ status: 'completing', orderId: 'ord_1' });
    expect(JSON.stringify(shown)).not.toMatch(/tok_1|key_1|fingerprint_1/);
    for (const own of ['submission', 'attempts', 'removeAt', 'version'])
      expect(shown).not.toHaveProperty(own);
  });

  it('tells why the last attempt failed while it is open', async () => {
    const { session, now } = await sample();
    const failed = { ...attempt, failure: { code: 'payment.declined' } };
    const shown = viewOf({ ...session, attempts: [failed] }, now());
    expect(shown).toMatchObject({ status: 'open', failure: { code: 'payment.declined' } });
    expect(shown).not.toHaveProperty('orderId');
  });

  it('reads as expired a day after the last change', async () => {
    const { session, now } = await sample();
    now.advance(24 * 60 * 60);
    expect(viewOf(session, now()).status).toBe('expired');
  });
});
