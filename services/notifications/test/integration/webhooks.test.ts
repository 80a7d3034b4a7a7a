import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { purchaseEvents, runningCloud, type SeededUser, waitUntil } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { emailsTo } from '../outbox-folder.ts';
import { hostileReceiver, verifyRequest, webhookId, webhookReceiver } from '../webhook-receiver.ts';

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

/** Publishes OrderPlaced to this service, as the topic of orders does. */
async function publishOrder(purchaserId = customerId) {
  const { placed, orderId } = purchaseEvents();
  const event = { ...placed, id: randomUUID(), data: { ...placed.data, customerId: purchaserId } };
  const message = { QueueUrl: eventsQueueUrl, MessageBody: JSON.stringify(event) };
  const publish = () => queues.send(new SendMessageCommand(message));
  await publish();
  return { orderId, republish: publish };
}

const getHealth = async (path: string) => (await cloud.call('GET', path, { as: 'customer' })).body.health;

describe('webhooks', () => {
  it('deliver an order to the endpoints of its customer only', async () => {
    const [mine, others] = [await receiver(), await receiver()];
    const { path, secret } = await register(mine.url);
    await register(others.url, { as: 'second-customer' });

    const orderId = await buy();
    const request = await waitUntil(async () => mine.received[0]);
    expect(verifyRequest(secret, request)).toMatchObject({ type: 'order.placed', data: { orderId } });
    expect(request.body).not.toContain('@example.com');
    await cloud.settled();
    expect([mine.received.length, others.received.length]).toEqual([1, 0]);

    const listed = await cloud.call('GET', `${path}/deliveries?status=delivered&type=order.placed`, {
      as: 'customer',
    });
    expect(listed.body.items).toMatchObject([{ deliveryId: webhookId(request), attemptCount: 1 }]);
    const one = await cloud.call('GET', `${path}/deliveries/${webhookId(request)}`, { as: 'customer' });
    expect(one.body).toMatchObject({ payload: request.body, attempts: [{ statusCode: 204 }] });
    expect((await cloud.call('GET', `${path}/deliveries`, { as: 'second-customer' })).status).toBe(404);
  });

  it('reach a receiver after an outage, each once, although its circuit opened', async () => {
    const down = await receiver();
    const { path, secret } = await register(down.url);
    down.answerWith(500);
    const first = await Promise.all([publishOrder(), publishOrder(), publishOrder()]);
    await waitUntil(async () => ((await getHealth(path)).circuit === 'open' ? true : undefined));
    await down.stop();
    const second = await Promise.all([publishOrder(), publishOrder()]);
    await waitUntil(async () => {
      const { body } = await cloud.call('GET', `${path}/deliveries?status=waiting`, { as: 'customer' });
      return body.items.length >= 2 ? true : undefined;
    });

    down.answerWith(200);
    await down.start();
    await waitUntil(async () => (down.accepted().length >= 5 ? true : undefined));
    await cloud.settled();
    const orders = down.accepted().map((request) => verifyRequest(secret, request).data['orderId']);
    expect(orders.toSorted()).toEqual([...first, ...second].map(({ orderId }) => orderId).toSorted());
    expect(new Set(down.accepted().map(webhookId)).size).toBe(5);
    expect(await getHealth(path)).toEqual({ circuit: 'closed', consecutiveFailures: 0 });
    const noticeEmails = (await emailsTo(email)).filter(({ text }) => text.includes(down.url));
    expect(noticeEmails.map(({ text }) => text)).toEqual([expect.stringContaining('No events are lost')]);
  });

  it('are delivered once for a duplicate event, and again manually', async () => {
    const mine = await receiver();
    const { path } = await register(mine.url);
    const { republish } = await publishOrder();
    await republish();
    const request = await waitUntil(async () => mine.received[0]);
    await cloud.settled();
    expect(mine.received).toHaveLength(1);

    const redelivery = `${path}/deliveries/${webhookId(request)}/redeliver`;
    expect((await cloud.call('POST', redelivery, { as: 'customer' })).status).toBe(202);
    const repeated = await waitUntil(async () => mine.received[1]);
    expect([webhookId(repeated), repeated.body]).toEqual([webhookId(request), request.body]);
    expect((await cloud.call('POST', redelivery, { as: 'second-customer' })).status).toBe(404);
  });

  it('reach other customers while receivers keep their attempts waiting, which are recorded', async () => {
    const switching = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';
    const hostile = await Promise.all([
      hostileReceiver((socket) => socket.write(switching)),
      hostileReceiver((socket) => socket.end()),
      hostileReceiver(() => {}),
    ]);
    open.push(...hostile);
    const endpoints = [];
    for (const { url } of hostile) endpoints.push(await register(url));
    const healthy = await receiver();
    await register(healthy.url, { as: 'second-customer' });
    const other = (await cloud.call('GET', '/identity/me', { as: 'second-customer' })).body.customerId;

    await Promise.all([publishOrder(), publishOrder(), publishOrder()]);
    const startedAt = performance.now();
    await publishOrder(other);
    await waitUntil(async () => healthy.received[0]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);

    const attempts = endpoints.map(({ path: endpoint }) =>
      waitUntil(async () => {
        const { body } = await cloud.call('GET', `${endpoint}/deliveries`, { as: 'customer' });
        const delivery = `${endpoint}/deliveries/${body.items[0]?.deliveryId}`;
        return (await cloud.call('GET', delivery, { as: 'customer' })).body.attempts?.[0];
      }),
    );
    expect(await Promise.all(attempts)).toMatchObject([
      { statusCode: 101 },
      { error: 'connection-failed' },
      { error: 'timeout' },
    ]);
  });

  it('are enqueued by the schedule if their message was lost', async () => {
    const mine = await receiver();
    const { path } = await register(mine.url);
    await publishOrder();
    const request = await waitUntil(async () => mine.received[0]);
    await cloud.settled();

    await tables.send(
      new UpdateCommand({
        TableName: await cloud.ref('notifications', 'DeliveriesTable'),
        Key: { endpointId: path.split('/').at(-1), deliveryId: webhookId(request) },
        UpdateExpression: 'SET #status = :pending, dueAt = :past, nextAttemptAt = :past, dueShard = :shard',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':pending': 'pending',
          ':past': '2020-01-01T00:00:00.000Z',
          ':shard': '3',
        },
      }),
    );
    // Invokes the scheduled function, which runs every minute, instead of waiting for it.
    const FunctionName = 'tradewind-notifications-local-enqueue-due-deliveries';
    const time = new Date().toISOString();
    await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify({ id: 'due', time }) }));
    expect(webhookId(await waitUntil(async () => mine.received[1]))).toBe(webhookId(request));
  });

  it('contain a signature for each active secret', async () => {
    const mine = await receiver();
    const { path, secret: old } = await register(mine.url);
    const rotated = await cloud.call('POST', `${path}/secrets`, { as: 'customer' });
    expect(rotated.status).toBe(201);
    expect((await cloud.call('POST', `${path}/test`, { as: 'customer' })).status).toBe(202);
    const both = await waitUntil(async () => mine.received[0]);
    for (const secret of [old, rotated.body.secret])
      expect(verifyRequest(secret, both).type).toBe('endpoint.test');

    const { items } = (await cloud.call('GET', `${path}/secrets`, { as: 'customer' })).body;
    expect(JSON.stringify(items)).not.toContain('whsec_');
    const replaced = `${path}/secrets/${items[1].secretId}`;
    expect((await cloud.call('DELETE', replaced, { as: 'customer' })).status).toBe(204);
    await cloud.call('POST', `${path}/test`, { as: 'customer' });
    const one = await waitUntil(async () => mine.received[1]);
    expect(() => verifyRequest(old, one)).toThrow('No matching signature');
    expect(verifyRequest(rotated.body.secret, one).type).toBe('endpoint.test');
  });

  it('stop after 410 Gone until the owner enables the endpoint', async () => {
    const mine = await receiver();
    const { path } = await register(mine.url);
    mine.answerWith(410);
    await publishOrder();
    await waitUntil(async () => ((await getHealth(path)).circuit === 'disabled' ? true : undefined));
    expect(await getHealth(path)).toMatchObject({ disabledReason: 'gone' });
    mine.answerWith(200);
    const enabled = await cloud.call('POST', `${path}/enable`, { as: 'customer' });
    expect(enabled.body.health).toEqual({ circuit: 'closed', consecutiveFailures: 0 });
    const { orderId } = await publishOrder();
    const accepted = await waitUntil(async () => mine.accepted()[0]);
    expect(accepted.body).toContain(orderId);
  });
});

/** Places an order through checkout. @returns the order id */
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
  const body = { email: `ada-${randomUUID()}@example.com`, shippingAddress, shippingOption: 'standard' };
  expect((await cloud.call('PATCH', session, { as, body })).status).toBe(200);
  const headers = { 'Idempotency-Key': randomUUID(), Prefer: 'wait=10' };
  const payment = { payment: { token: 'tok_success' } };
  return waitUntil(async () => {
    const { body: answer } = await cloud.call('POST', `${session}/complete`, { as, body: payment, headers });
    return answer.status === 'completed' ? answer.orderId : undefined;
  });
}
