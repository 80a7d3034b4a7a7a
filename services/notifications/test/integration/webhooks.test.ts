import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { purchaseEvents, runningCloud, type SeededUser, waitUntil } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { emailsTo } from '../outbox-folder.ts';
import { idSchema, verified, webhookReceiver } from '../webhook-receiver.ts';

const cloud = runningCloud();
const queues = new SQSClient(cloud.clientConfig);
const lambda = new LambdaClient(cloud.clientConfig);
const tables = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
const ENDPOINTS = '/notifications/endpoints';
const open: { stop(): Promise<void> }[] = [];
const registered: { path: string; as: SeededUser }[] = [];

let customerId = '';
let email = '';
let eventsQueueUrl = '';

beforeAll(async () => {
  ({ customerId, email } = (await cloud.call('GET', '/identity/me', { as: 'customer' })).body);
  eventsQueueUrl = await cloud.ref('notifications', 'EventsQueue');
});

afterEach(async () => {
  for (const { path, as } of registered.splice(0)) await cloud.call('DELETE', path, { as });
  await Promise.all(open.splice(0).map((started) => started.stop()));
});

async function receiver() {
  const started = await webhookReceiver();
  open.push(started);
  return started;
}

async function register(
  url: string,
  { as = 'customer', eventTypes = ['order.placed'] }: { as?: SeededUser; eventTypes?: string[] } = {},
) {
  const { status, body } = await cloud.call('POST', ENDPOINTS, { as, body: { url, eventTypes } });
  expect(status).toBe(201);
  const path = `${ENDPOINTS}/${body.endpointId}`;
  registered.push({ path, as });
  return { path, secret: body.secret.secret as string };
}

/** Tells this service of an order, as orders' topic would. */
async function tellOfOrder() {
  const { placed, orderId } = purchaseEvents();
  const event = { ...placed, id: randomUUID(), data: { ...placed.data, customerId } };
  const message = { QueueUrl: eventsQueueUrl, MessageBody: JSON.stringify(event) };
  const tell = () => queues.send(new SendMessageCommand(message));
  await tell();
  return { orderId, again: tell };
}

const healthOf = async (path: string) => (await cloud.call('GET', path, { as: 'customer' })).body.health;

describe('webhooks', () => {
  it('tell a customer’s system, and nobody else’s, of a purchase', async () => {
    const [mine, theirs] = [await receiver(), await receiver()];
    const { path, secret } = await register(mine.url);
    await register(theirs.url, { as: 'second-customer' });

    const orderId = await buy();
    const request = await waitUntil(async () => mine.received[0]);
    expect(verified(secret, request)).toMatchObject({ type: 'order.placed', data: { orderId } });
    expect(request.body).not.toContain('ada@example.com');
    await cloud.settled();
    expect([mine.received.length, theirs.received.length]).toEqual([1, 0]);

    const log = await cloud.call('GET', `${path}/deliveries?status=delivered&type=order.placed`, {
      as: 'customer',
    });
    expect(log.body.items).toMatchObject([{ deliveryId: idSchema(request), attemptCount: 1 }]);
    const one = await cloud.call('GET', `${path}/deliveries/${idSchema(request)}`, { as: 'customer' });
    expect(one.body).toMatchObject({ payload: request.body, attempts: [{ statusCode: 204 }] });
    expect((await cloud.call('GET', `${path}/deliveries`, { as: 'second-customer' })).status).toBe(404);
  });

  it('reach a receiver that was down in the end, each once, though its circuit opened', async () => {
    const down = await receiver();
    const { path, secret } = await register(down.url);
    down.answerWith(500);
    const first = await Promise.all([tellOfOrder(), tellOfOrder(), tellOfOrder()]);
    await waitUntil(async () => ((await healthOf(path)).circuit === 'open' ? true : undefined));
    await down.stop();
    const second = await Promise.all([tellOfOrder(), tellOfOrder()]);
    await waitUntil(async () => {
      const { body } = await cloud.call('GET', `${path}/deliveries?status=waiting`, { as: 'customer' });
      return body.items.length >= 2 ? true : undefined;
    });

    down.answerWith(200);
    await down.start();
    await waitUntil(async () => (down.taken().length >= 5 ? true : undefined));
    await cloud.settled();
    const orders = down.taken().map((request) => verified(secret, request).data['orderId']);
    expect(orders.toSorted()).toEqual([...first, ...second].map(({ orderId }) => orderId).toSorted());
    expect(new Set(down.taken().map(idSchema)).size).toBe(5);
    expect(await healthOf(path)).toEqual({ circuit: 'closed', consecutiveFailures: 0 });
    const letters = (await emailsTo(email)).filter(({ text }) => text.includes(down.url));
    expect(letters.map(({ text }) => text)).toEqual([expect.stringContaining('Nothing is lost')]);
  });

  it('are delivered once for an event that comes twice, and again by hand', async () => {
    const mine = await receiver();
    const { path } = await register(mine.url);
    const { again } = await tellOfOrder();
    await again();
    const request = await waitUntil(async () => mine.received[0]);
    await cloud.settled();
    expect(mine.received).toHaveLength(1);

    const redelivery = `${path}/deliveries/${idSchema(request)}/redeliver`;
    expect((await cloud.call('POST', redelivery, { as: 'customer' })).status).toBe(202);
    const repeated = await waitUntil(async () => mine.received[1]);
    expect([idSchema(repeated), repeated.body]).toEqual([idSchema(request), request.body]);
    expect((await cloud.call('POST', redelivery, { as: 'second-customer' })).status).toBe(404);
  });

  it('are brought up by the schedule where their message was lost', async () => {
    const mine = await receiver();
    const { path } = await register(mine.url);
    await tellOfOrder();
    const request = await waitUntil(async () => mine.received[0]);
    await cloud.settled();

    await tables.send(
      new UpdateCommand({
        TableName: await cloud.ref('notifications', 'DeliveriesTable'),
        Key: { endpointId: path.split('/').at(-1), deliveryId: idSchema(request) },
        UpdateExpression: 'SET #status = :pending, dueAt = :past, nextAttemptAt = :past, dueShard = :shard',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':pending': 'pending',
          ':past': '2020-01-01T00:00:00.000Z',
          ':shard': '3',
        },
      }),
    );
    // The schedule comes each minute; a test does not wait for it.
    const FunctionName = 'tradewind-notifications-local-enqueue-due-deliveries';
    const time = new Date().toISOString();
    await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify({ id: 'due', time }) }));
    expect(idSchema(await waitUntil(async () => mine.received[1]))).toBe(idSchema(request));
  });

  it('carry a signature of each secret that is active', async () => {
    const mine = await receiver();
    const { path, secret: old } = await register(mine.url);
    const rotated = await cloud.call('POST', `${path}/secrets`, { as: 'customer' });
    expect(rotated.status).toBe(201);
    expect((await cloud.call('POST', `${path}/test`, { as: 'customer' })).status).toBe(202);
    const both = await waitUntil(async () => mine.received[0]);
    for (const secret of [old, rotated.body.secret])
      expect(verified(secret, both).type).toBe('endpoint.test');

    const { items } = (await cloud.call('GET', `${path}/secrets`, { as: 'customer' })).body;
    expect(JSON.stringify(items)).not.toContain('whsec_');
    const replaced = `${path}/secrets/${items[1].secretId}`;
    expect((await cloud.call('DELETE', replaced, { as: 'customer' })).status).toBe(204);
    await cloud.call('POST', `${path}/test`, { as: 'customer' });
    const one = await waitUntil(async () => mine.received[1]);
    expect(() => verified(old, one)).toThrow('No matching signature');
    expect(verified(rotated.body.secret, one).type).toBe('endpoint.test');
  });

  it('stop where an endpoint says that it is gone, until its owner enables it', async () => {
    const mine = await receiver();
    const { path } = await register(mine.url);
    mine.answerWith(410);
    await tellOfOrder();
    await waitUntil(async () => ((await healthOf(path)).circuit === 'disabled' ? true : undefined));
    expect(await healthOf(path)).toMatchObject({ disabledReason: 'gone' });
    mine.answerWith(200);
    const enabled = await cloud.call('POST', `${path}/enable`, { as: 'customer' });
    expect(enabled.body.health).toEqual({ circuit: 'closed', consecutiveFailures: 0 });
    const { orderId } = await tellOfOrder();
    const taken = await waitUntil(async () => mine.taken()[0]);
    expect(taken.body).toContain(orderId);
  });
});

/** A purchase through checkout; @returns the order's id */
async function buy(): Promise<string> {
  const as = 'customer';
  const lineItems = [{ productId: `prd_${'1'.padStart(36, '0')}`, quantity: 1 }];
  const { sessionId } = (await cloud.call('POST', '/checkout/sessions', { as, body: { lineItems } })).body;
  const shippingAddress = {
    name: 'Ada Example',
    line1: '1 Analytical Way',
    city: 'Berlin',
    postalCode: '10115',
    country: 'DE',
  };
  const session = `/checkout/sessions/${sessionId}`;
  const body = { email: 'ada@example.com', shippingAddress, shippingOption: 'standard' };
  expect((await cloud.call('PATCH', session, { as, body })).status).toBe(200);
  const headers = { 'Idempotency-Key': randomUUID(), Prefer: 'wait=20' };
  const payment = { payment: { token: 'tok_success' } };
  return waitUntil(async () => {
    const { body: answer } = await cloud.call('POST', `${session}/complete`, { as, body: payment, headers });
    return answer.status === 'completed' ? answer.orderId : undefined;
  });
}
