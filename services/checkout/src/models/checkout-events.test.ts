import { describe, expect, it } from '@jest/globals';
import { CheckoutSubmitted } from '#libs/contracts';
import fc from 'fast-check';
import { checkStreamFilter } from '../../../../tools/workspace/src/testing/stream-filter.ts';
import { ada, createShop, completeBasket, sourceIp } from '../../test/shop.ts';
import { completeSession } from '../controllers/complete-session.ts';
import { createSession } from '../controllers/create-session.ts';
import { toCheckoutEvents } from './checkout-events.ts';

async function submitted() {
  const shop = await createShop();
  const { session: open } = await createSession(completeBasket, { caller: ada, sourceIp }, shop);
  const { sessionId } = open;
  const completion = { sessionId, paymentToken: 'tok_1', idempotencyKey: 'k1', ifMatch: undefined };
  await completeSession({ ...completion, caller: ada }, shop);
  const record = (session: object) => JSON.parse(JSON.stringify(session)) as Record<string, unknown>;
  return { before: record(open), after: record((await shop.sessions.find(sessionId))!) };
}

describe('checkoutEvents', () => {
  it('returns a CheckoutSubmitted event that matches its contract', async () => {
    const change = await submitted();
    const [event, ...more] = toCheckoutEvents(change);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      contract: { type: 'CheckoutSubmitted' },
      subject: change.after['sessionId'],
      revision: 2,
      data: {
        email: completeBasket.email,
        encryptedPaymentToken: expect.any(String),
        totals: { subtotal: 2_000 },
      },
    });
    const { subject, revision, data } = event!;
    const envelope = {
      id: 'e1',
      type: 'CheckoutSubmitted',
      version: 1,
      source: 'checkout',
      subject,
      revision,
    };
    expect(JSON.stringify(data)).not.toContain('tok_1');
    const meta = { occurredAt: '2030-01-01T12:00:00.000Z', correlationId: 'c1' };
    expect(CheckoutSubmitted.validate({ ...envelope, ...meta, data })).toBe(true);
  });

  it('returns no event for other changes', async () => {
    const { before, after } = await submitted();
    expect(toCheckoutEvents({ after: before })).toEqual([]);
    expect(toCheckoutEvents({ before: after, after: { ...after, version: 3 } })).toEqual([]);
    expect(toCheckoutEvents({ before: after, after: { ...after, status: 'completed' } })).toEqual([]);
    expect(toCheckoutEvents({ before: after, after: { ...after, status: 'open' } })).toEqual([]);
    expect(toCheckoutEvents({ before: after })).toEqual([]);
  });

  it('is invoked for every change that it publishes', async () => {
    const { after } = await submitted();
    const statuses = fc.constantFrom('open', 'completing', 'completed', 'canceled', 'expired');
    const item = fc
      .record({ status: statuses, publishAttempts: fc.nat({ max: 3 }), version: fc.nat() })
      .map(({ status, version, publishAttempts }) => ({
        ...after,
        status,
        version,
        submission: { publishAttempts },
      }));
    const count = await checkStreamFilter(
      ['checkout', 'publish-submissions'],
      item,
      (change) => toCheckoutEvents(change).length > 0,
    );
    expect(count).toBeGreaterThan(0);
  });
});
