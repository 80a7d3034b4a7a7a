import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { runningCloud } from '#libs/testing';
import { allEmailsTo } from '../outbox-folder.ts';

const cloud = runningCloud();
const shippingAddress = {
  name: 'Ada',
  line1: '1 Main St',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

/** Buys two pieces of a seeded product through the API: the session as it was, and how it ended. */
async function buy(email: string, token: string) {
  const as = 'customer';
  const lineItems = [{ productId: `prd_${'1'.padStart(36, '0')}`, quantity: 2 }];
  const { body: session } = await cloud.call('POST', '/checkout/sessions', { as, body: { lineItems } });
  const path = `/checkout/sessions/${session.sessionId}`;
  const delivery = { email, shippingAddress, shippingOption: 'standard' };
  const { body: ready } = await cloud.call('PATCH', path, { as, body: delivery });
  const headers = { 'idempotency-key': randomUUID(), prefer: 'wait=15' };
  const body = { payment: { token } };
  const { body: ended } = await cloud.call('POST', `${path}/complete`, { as, headers, body });
  return { ...ready, ...ended };
}

describe('buying', () => {
  it('is confirmed by one e-mail', async () => {
    const address = `ada-${randomUUID()}@example.com`;
    const { orderId, lineItems } = await buy(address, 'tok_success');
    const emails = await allEmailsTo(address);
    expect(emails).toHaveLength(1);
    const { text, html, message } = emails[0]!;
    expect(text).toContain(`2 x ${lineItems[0].title}: `);
    expect(text).toContain(`Order ${orderId}`);
    expect(html).toContain('1 Main St');
    expect(message).toMatch(/^From: Tradewind <orders@local\.tradewind\.example>\r$/m);
    expect(message).toContain(`Subject: Your order ${orderId}\r\n`);
  });

  it('with a card that is declined is answered by one e-mail', async () => {
    const address = `ada-${randomUUID()}@example.com`;
    await buy(address, 'tok_declined');
    const emails = await allEmailsTo(address);
    expect(emails.map(({ text }) => text)).toEqual([expect.stringContaining('Nothing was charged')]);
  });
});
