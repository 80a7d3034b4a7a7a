import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { GetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import { runningCloud, waitUntil } from '#libs/testing';
import { complete, completeBasket, completed, newProduct, openSession } from './storefront.ts';

const cloud = runningCloud();
const code = `FREE-${randomUUID().slice(0, 8)}`.toUpperCase();
let productId: string;

beforeAll(async () => {
  productId = await newProduct({ units: 50 });
  const reduction = { basisPoints: 10_000 };
  await cloud.call('POST', '/checkout/discounts', { as: 'staff', body: { code, reduction } });
  const prices = [{ currency: 'EUR', amount: 0 }];
  const pickup = { title: 'Pick up', prices, isOffered: true };
  await cloud.call('PUT', '/checkout/shipping-options/free-pickup', { as: 'staff', body: pickup });
});

const openFree = async () => {
  const free = { discountCodes: [code], shippingOption: 'free-pickup' };
  const { body } = await openSession(completeBasket(productId, free), { as: 'customer' });
  expect(body.totals.total).toBe(0);
  return body.sessionId as string;
};
const readOrder = async (orderId: string) =>
  (await cloud.call('GET', `/orders/${orderId}`, { as: 'customer' })).body;
const readPayment = async (orderId: string) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
  const TableName = await cloud.ref('payments', 'PaymentsTable');
  return (await client.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }))).Item;
};

/** The states that the execution of an order in a state machine entered. */
async function enteredStates(logicalId: string, orderId: string): Promise<string[]> {
  const stepFunctions = new SFNClient(cloud.clientConfig);
  const machineArn = await cloud.ref('orders', logicalId);
  const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${orderId}`;
  const { status } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
  expect(status).toBe('SUCCEEDED');
  const { events = [] } = await stepFunctions.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }),
  );
  return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}

describe('an order with nothing to pay', () => {
  it.each([
    ['without a payment', {}],
    ['with a payment that is not used', { payment: { token: 'tok_declined' } }],
  ])('is placed %s, and has none', async (_, body) => {
    const { status, body: attempt } = await completed(await openFree(), { as: 'customer', body });
    expect([status, attempt.status]).toEqual([200, 'completed']);
    expect(await readOrder(attempt.orderId)).toMatchObject({
      status: 'placed',
      payment: { status: 'not-required', amount: 0, refunded: 0 },
    });
    await cloud.settled();
    expect(await readPayment(attempt.orderId)).toBeUndefined();
    const states = await enteredStates('PlaceOrderStateMachine', attempt.orderId);
    expect(states.filter((name) => name.endsWith('Payment'))).toEqual([]);
  });

  it('can be canceled without a refund', async () => {
    const { body: attempt } = await completed(await openFree(), { as: 'customer', body: {} });
    const headers = { 'Idempotency-Key': randomUUID() };
    const canceling = await cloud.call('POST', `/orders/${attempt.orderId}/cancel`, {
      as: 'customer',
      headers,
      body: {},
    });
    expect(canceling.status).toBe(202);
    const canceled = await waitUntil(async () => {
      const order = await readOrder(attempt.orderId);
      return order.status === 'canceled' ? order : undefined;
    });
    expect(canceled.payment).toEqual({ status: 'not-required', amount: 0, refunded: 0 });
    await cloud.settled();
    expect(await enteredStates('CancelOrderStateMachine', attempt.orderId)).not.toContain('RefundPayment');
  });
});

describe('an order with something to pay', () => {
  it('is rejected without a payment', async () => {
    const { body: session } = await openSession(completeBasket(productId));
    const { status, body } = await complete(session.sessionId, { body: {} });
    expect([status, body.code]).toEqual([422, 'checkout.payment-missing']);
    expect(body.errors).toMatchObject([{ field: '/body/payment' }]);
    expect((await completed(session.sessionId)).body.status).toBe('completed');
  });
});
