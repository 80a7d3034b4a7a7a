import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { chargesFor, clientOf, cloud, complete, getStock, readySession, stockedProduct } from './shop.ts';

afterEach(() => cloud.useFaults({}));

const UNITS = 5;

/** Single faults whose retries take seconds. `npm run faults` runs all of them. */
const faults = [
  { call: 'dynamodb:*', function: 'payments/authorize-payment', fault: 'killed-after' },
  { call: 'dynamodb:*', function: 'inventory/reserve-stock', fault: 'answer-lost' },
  { call: 'dynamodb:*', function: 'payments/capture-payment', fault: 'throttled' },
  { call: 'dynamodb:*', function: 'orders/place-order', fault: 'killed-before' },
  { call: 'dynamodb:*', function: 'checkout/complete-session', fault: 'server-error' },
  { invocation: 'payments/capture-payment', fault: 'killed-after' },
  { invocation: 'inventory/commit-stock', fault: 'delivered-again' },
  { stream: 'checkout/SessionsTable', fault: 'delivered-again' },
  { topic: 'checkout/*', fault: 'delivered-again' },
  { task: 'PlaceOrder', fault: 'delivered-again' },
] as const;

describe('a purchase', () => {
  it.each(faults)('ends in a legal state under the fault %j', async (rule) => {
    const productId = await stockedProduct(UNITS);
    const { sessionId } = await readySession({ lineItems: [{ productId, quantity: 2 }] });
    const key = randomUUID();
    await cloud.useFaults({ rules: [{ ...rule, nth: 1 }] });
    const { orderId, status } = await waitUntil(async () => {
      const attempt = await complete(sessionId, { key, waitSeconds: 2 });
      return attempt.status === 'completing' ? undefined : attempt;
    });
    expect(await cloud.injectedFaults()).toMatchObject([{ action: rule.fault }]);
    await cloud.useFaults({});
    await cloud.settled();

    const live = (await chargesFor(orderId)).filter((charge) => charge.status !== 'voided');
    const available = await getStock(productId);
    const shipped = [];
    for await (const { lineItems } of clientOf('staff').fulfillment.listShipments({ orderId }))
      shipped.push(...lineItems);
    expect({ status, charges: live.map((charge) => charge.status), available, shipped }).toMatchObject(
      status === 'completed'
        ? { charges: ['captured'], available: UNITS - 2, shipped: [{ productId, quantity: 2 }] }
        : { status: 'open', charges: [], available: UNITS, shipped: [] },
    );
    // The same key, the same answer.
    expect(await complete(sessionId, { key, waitSeconds: 2 })).toMatchObject({ orderId, status });
  });
});
