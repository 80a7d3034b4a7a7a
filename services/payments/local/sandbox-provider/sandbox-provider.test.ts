import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { verifySignature } from '../../src/models/webhook-signature.ts';
import { startSandboxProvider, type SandboxProvider } from './server.ts';

interface Webhook {
  readonly payload: string;
  readonly signature: string;
}

const received: Webhook[] = [];
let acceptsEvents: boolean;
const receiver = createServer(async (request, response) => {
  const payload = await text(request);
  if (acceptsEvents) received.push({ payload, signature: String(request.headers['stripe-signature']) });
  response.writeHead(acceptsEvents ? 200 : 503).end();
});
let folder: string;
let provider: SandboxProvider;

const start = () =>
  startSandboxProvider({
    file: join(folder, 'sandbox.sqlite'),
    webhookUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/payments/webhooks`,
  });
const call = async (method: string, path: string, body?: object, key: string = crypto.randomUUID()) => {
  const response = await fetch(`${provider.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${provider.secretKey}`, 'idempotency-key': key },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const charge = { reference: 'ord_1', amount: 500, currency: 'EUR', token: 'tok_success' };

beforeEach(async () => {
  acceptsEvents = true;
  received.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'sandbox-provider-'));
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  provider = await start();
});
afterEach(async () => {
  await provider.stop();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  rmSync(folder, { recursive: true });
});

describe('the sandbox provider', () => {
  it('simulates an outage without a key and keeps its state', async () => {
    await call('POST', '/authorizations', charge, 'key-1');
    const setOutage = (method: string) => fetch(`${provider.url}/outage`, { method });
    expect((await setOutage('PUT')).status).toBe(200);
    expect(await call('POST', '/authorizations', { ...charge, reference: 'ord_2' })).toMatchObject({
      status: 503,
    });
    expect(await call('GET', '/authorizations?reference=ord_1')).toMatchObject({ status: 503 });
    await setOutage('DELETE');
    expect(await call('GET', '/authorizations?reference=ord_1')).toMatchObject({
      body: { items: [{ reference: 'ord_1' }] },
    });
    expect(await call('GET', '/authorizations?reference=ord_2')).toMatchObject({ body: { items: [] } });
  });

  it('keeps charges, responses and secrets across a restart', async () => {
    const first = await call('POST', '/authorizations', charge, 'key-1');
    const { secretKey, webhookSecret } = provider;
    await provider.stop();
    provider = await start();
    expect(provider).toMatchObject({ secretKey, webhookSecret });
    expect(await call('POST', '/authorizations', charge, 'key-1')).toEqual(first);
    expect((await call('GET', '/charges?reference=ord_1')).body['items']).toHaveLength(1);
  });

  it('sends signed events for captures and refunds, including its own', async () => {
    const { body } = await call('POST', '/authorizations', charge);
    await call('POST', `/authorizations/${body['id']}/capture`);
    await call('POST', `/authorizations/${body['id']}/refunds-by-provider`, { amount: 200 });
    await call('POST', '/refunds', { authorizationId: body['id'] });
    await waitUntil(async () => (received.length === 3 ? true : undefined));
    for (const webhook of received)
      verifySignature({ ...webhook, secret: provider.webhookSecret, now: new Date() });
    expect(received.map(({ payload }) => JSON.parse(payload) as object)).toMatchObject([
      { type: 'charge.captured', data: { object: { amount_refunded: 0, metadata: { orderId: 'ord_1' } } } },
      { type: 'charge.refunded', data: { object: { amount_refunded: 200 } } },
      { type: 'charge.refunded', data: { object: { amount_refunded: 500 } } },
    ]);
  });

  it('retries rejected events in order, also after a restart', async () => {
    acceptsEvents = false;
    const { body } = await call('POST', '/authorizations', charge);
    await call('POST', `/authorizations/${body['id']}/capture`);
    await call('POST', '/refunds', { authorizationId: body['id'] });
    await provider.stop();
    acceptsEvents = true;
    provider = await start();
    await waitUntil(async () => (received.length === 2 ? true : undefined));
    const types = received.map(({ payload }) => (JSON.parse(payload) as { type: string }).type);
    expect(types).toEqual(['charge.captured', 'charge.refunded']);
  });

  it.each([
    ['POST', '/authorizations', { ...charge, amount: 'a lot' }, 400],
    ['POST', '/authorizations/auth_0/capture', undefined, 404],
    ['POST', '/refunds', { authorizationId: 'auth_0' }, 404],
    ['DELETE', '/authorizations', undefined, 404],
  ])('rejects %s %s with %j', async (method, path, body, status) => {
    expect(await call(method, path, body)).toMatchObject({ status });
  });

  it('rejects an excessive refund and a reused idempotency key', async () => {
    const { body } = await call('POST', '/authorizations', charge, 'key-1');
    expect(await call('POST', '/authorizations', { ...charge, amount: 1 }, 'key-1')).toMatchObject({
      status: 422,
    });
    expect(await call('POST', '/refunds', { authorizationId: body['id'] })).toMatchObject({ status: 409 });
    await call('POST', `/authorizations/${body['id']}/capture`);
    const tooMuch = { authorizationId: body['id'], amount: 501 };
    expect(await call('POST', '/refunds', tooMuch)).toMatchObject({ status: 400 });
  });

  it('requires its key except for listing charges', async () => {
    expect((await fetch(`${provider.url}/authorizations?reference=ord_1`)).status).toBe(401);
    expect((await fetch(`${provider.url}/charges?reference=ord_1`)).status).toBe(200);
  });
});
