import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { OrderCanceled } from '#libs/contracts';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { completeBasket, completed, newProduct, openSession } from './storefront.ts';

const cloud = runningCloud();
const as = 'customer';

async function newDiscount(terms: object) {
  const code = `BACK-${randomUUID().slice(0, 8)}`.toUpperCase();
  const body = { code, reduction: { basisPoints: 1_000 }, ...terms };
  await cloud.call('POST', '/checkout/discounts', { as: 'staff', body });
  const redemptions = async () =>
    (await cloud.call('GET', `/checkout/discounts/${code}`, { as: 'staff' })).body.redemptions as number;
  return { code, redemptions };
}

async function cancel(orderId: string) {
  const headers = { 'Idempotency-Key': randomUUID() };
  await cloud.call('POST', `/orders/${orderId}/cancel`, { as, headers, body: {} });
  return waitUntil(async () => {
    const { body: order } = await cloud.call('GET', `/orders/${orderId}`, { as });
    return order.status === 'canceled' ? order : undefined;
  });
}

/** Delivers the event once more, as SNS may do. */
async function repeatEvent(
  orderId: string,
  { email, cancellation }: { email: string; cancellation: object },
) {
  const { reason, canceledAt } = cancellation as { reason: string; canceledAt: string };
  const refunded = { amount: 0, currency: 'EUR' };
  const event = {
    id: newId('evt'),
    type: OrderCanceled.type,
    version: OrderCanceled.version,
    source: 'orders',
    subject: orderId,
    revision: 9,
    occurredAt: canceledAt,
    correlationId: 'test',
    data: { orderId, email, reason, canceledAt, refunded },
  };
  const QueueUrl = await cloud.ref('checkout', 'CanceledOrdersQueue');
  const command = new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) });
  await new SQSClient(cloud.clientConfig).send(command);
  await cloud.settled();
}

it.each([{ maxRedemptions: 1 }, { oncePerCustomer: true }])(
  'returns the redemption of a canceled order once: %j',
  async (terms) => {
    const productId = await newProduct();
    const { code, redemptions } = await newDiscount(terms);
    const basket = completeBasket(productId, { discountCodes: [code], email: 'ada@example.com' });
    const buy = async () => {
      const { status, body } = await openSession(basket, { as });
      expect(status).toBe(201);
      return (await completed(body.sessionId, { as })).body.orderId as string;
    };
    const orderId = await buy();
    expect(await redemptions()).toBe(1);
    expect((await openSession(basket, { as })).status).toBe(422);

    const order = await cancel(orderId);
    await waitUntil(async () => (await redemptions()) === 0 || undefined);
    await buy();
    await repeatEvent(orderId, order);
    expect(await redemptions()).toBe(1);
  },
);
