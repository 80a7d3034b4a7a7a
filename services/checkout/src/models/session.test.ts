import { describe, expect, it } from '@jest/globals';
import { ada, createShop, completeBasket, sourceIp } from '../../test/shop.ts';
import { createSession } from '../controllers/create-session.ts';
import { toSessionView } from './session.ts';

const sample = async () => {
  const shop = await createShop();
  return { now: shop.now, ...(await createSession(completeBasket, { caller: ada, sourceIp }, shop)) };
};
const attempt = { orderId: 'ord_1', key: 'key_1', fingerprint: 'fingerprint_1' };

describe('toSessionView', () => {
  it('omits the payment token, the digest of the session token, idempotency keys and fingerprints', async () => {
    const { session, now } = await sample();
    const submission = {
      orderId: 'ord_1',
      paymentToken: 'tok_1',
      redemptions: [],
      publishAttempts: 1,
      submittedAt: now().toISOString(),
      republishAt: now().toISOString(),
    };
    const internals = { attempts: [attempt], submission, tokenHash: 'hash_1' };
    const view = toSessionView({ ...session, status: 'completing', ...internals }, now());
    expect(view).toMatchObject({ status: 'completing', orderId: 'ord_1' });
    expect(JSON.stringify(view)).not.toMatch(/tok_1|key_1|fingerprint_1|hash_1/);
    for (const internal of ['submission', 'tokenHash', 'attempts', 'removeAt', 'version'])
      expect(view).not.toHaveProperty(internal);
  });

  it('includes the failure of the last attempt while the session is open', async () => {
    const { session, now } = await sample();
    const failed = { ...attempt, failure: { code: 'payment.declined' } };
    const view = toSessionView({ ...session, attempts: [failed] }, now());
    expect(view).toMatchObject({ status: 'open', failure: { code: 'payment.declined' } });
    expect(view).not.toHaveProperty('orderId');
  });

  it('returns expired a day after the last change', async () => {
    const { session, now } = await sample();
    now.advance(24 * 60 * 60);
    expect(toSessionView(session, now()).status).toBe('expired');
  });
});
