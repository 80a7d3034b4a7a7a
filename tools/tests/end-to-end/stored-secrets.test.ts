import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SeededUser } from '#libs/testing';
import { everythingStored, type Stored } from './everything-stored.ts';
import { clientOf, cloud, completed, seededProduct, shippingAddress } from './shop.ts';
import { tapTopics } from './tap-topics.ts';

/** The tokens of the sandbox provider, with what becomes of the session. */
const paymentTokens = {
  tok_declined: 'open',
  tok_unavailable_once: 'completed',
  tok_timeout_after_charge: 'completed',
  tok_success: 'completed',
} as const;

interface Purchase {
  readonly orderIds: readonly string[];
  readonly sessionToken?: string;
}

/** Buys with one token after the first was declined; creating the session is retried with its idempotency key. */
async function buy(as: SeededUser | undefined, paymentToken: string): Promise<Purchase> {
  const { checkout } = clientOf(as);
  const basket = {
    lineItems: [{ productId: seededProduct(5), quantity: 1 }],
    email: 'ada@example.com',
    shippingAddress,
    shippingOption: 'standard',
  };
  const options = { idempotencyKey: randomUUID() };
  await checkout.createSession(basket, options);
  const { sessionId, sessionToken } = await checkout.createSession(basket, options);
  const attempts = ['tok_declined', paymentToken] as const;
  const orderIds: string[] = [];
  for (const token of attempts) {
    const { status, orderId } = await completed(sessionId, { ...(as && { as }), token });
    expect(status).toBe(paymentTokens[token as keyof typeof paymentTokens]);
    orderIds.push(orderId);
  }
  return { orderIds, ...(sessionToken !== undefined && { sessionToken }) };
}

let tap: Awaited<ReturnType<typeof tapTopics>>;
let purchases: Purchase[];
let stored: Stored[];

beforeAll(async () => {
  tap = await tapTopics(cloud);
  purchases = [];
  for (const as of [undefined, 'customer'] as const)
    for (const token of ['tok_success', 'tok_unavailable_once', 'tok_timeout_after_charge'])
      purchases.push(await buy(as, token));
  await cloud.settled();
  stored = await tap.events();
  for await (const found of everythingStored(cloud)) stored.push(found);
}, 300_000);
afterAll(() => tap.close());

/** Where a text is stored, also as base64, in which Kinesis, Lambda and KMS carry bytes. */
const placesOf = (secret: string): string[] => {
  const encoded = Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1);
  return stored
    .filter(({ text }) => text.includes(secret) || text.includes(encoded))
    .map(({ place }) => place);
};

describe('tables, streams, topics, queues, executions, parameters and logs', () => {
  it.each(Object.keys(paymentTokens))('hold the payment token %s nowhere', (token) => {
    expect(placesOf(token)).toEqual([]);
  });

  it('hold the token of no guest session', () => {
    const tokens = purchases.flatMap(({ sessionToken }) => sessionToken ?? []);
    expect(tokens).toHaveLength(3);
    expect(tokens.flatMap(placesOf)).toEqual([]);
  });

  it('are read in full: each has the orders, and parameters have their values', async () => {
    const orderIds = purchases.flatMap((purchase) => purchase.orderIds);
    const kinds = new Set(orderIds.flatMap(placesOf).map((place) => place.split(' ')[0]));
    // Queues can still hold one of the events.
    expect(new Set([...kinds, 'queue'])).toEqual(
      new Set(['table', 'stream', 'topic', 'queue', 'execution', 'log']),
    );
    const secret = await cloud.parameter('/tradewind/local/payments/provider-secret-key');
    expect(placesOf(secret)).toEqual(['parameter /tradewind/local/payments/provider-secret-key']);
    expect(stored.filter(({ text }) => text.includes('encryptedPaymentToken')).length).toBeGreaterThan(0);
  });
});
