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
let isShopOpen: boolean;
const shop = createServer(async (request, response) => {
  const payload = await text(request);
  if (isShopOpen) received.push({ payload, signature: String(request.headers['stripe-signature']) });
  response.writeHead(isShopOpen ? 200 : 503).end();
});
let folder: string;
let provider: SandboxProvider;

const start = () =>
  startSandboxProvider({
    file: join(folder, 'books'),
    webhookUrl: `http://127.0.0.1:${(shop.address() as AddressInfo).port}/payments/webhooks`,
  });
const ask = async (method: string, path: string, body?: object, key: string = crypto.randomUUID()) => {
  const response = await fetch(`${provider.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${provider.secretKey}`, 'idempotency-key': key },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const charge = { reference: 'ord_1', amount: 500, currency: 'EUR', token: 'tok_success' };

beforeEach(async () => {
  isShopOpen = true;
  received.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'sandbox-provider-'));
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  provider = await start();
});
afterEach(async () => {
  await provider.stop();
  shop.closeAllConnections();
  await new Promise((resolve) => shop.close(resolve));
  rmSync(folder, { recursive: true });
});

describe('the sandbox provider', () => {
  it('is away when told so, without a key, and knows what it knew when it comes back', async () => {
    await ask('POST', '/authorizations', charge, 'key-1');
    const tell = (method: string) => fetch(`${provider.url}/outage`, { method });
    expect((await tell('PUT')).status).toBe(200);
    expect(await ask('POST', '/authorizations', { ...charge, reference: 'ord_2' })).toMatchObject({
      status: 503,
    });
    expect(await ask('GET', '/authorizations?reference=ord_1')).toMatchObject({ status: 503 });
    await tell('DELETE');
    expect(await ask('GET', '/authorizations?reference=ord_1')).toMatchObject({
      body: { items: [{ reference: 'ord_1' }] },
    });
    expect(await ask('GET', '/authorizations?reference=ord_2')).toMatchObject({ body: { items: [] } });
  });

  it('remembers charges, answers and its secrets over a restart', async () => {
    const first = await ask('POST', '/authorizations', charge, 'key-1');
    const { secretKey, webhookSecret } = provider;
    await provider.stop();
    provider = await start();
    expect(provider).toMatchObject({ secretKey, webhookSecret });
    expect(await ask('POST', '/authorizations', charge, 'key-1')).toEqual(first);
    expect((await ask('GET', '/charges?reference=ord_1')).body['items']).toHaveLength(1);
  });

  it('tells of captures and of refunds, its own included, signed', async () => {
    const { body } = await ask('POST', '/authorizations', charge);
    await ask('POST', `/authorizations/${body['id']}/capture`);
    await ask('POST', `/authorizations/${body['id']}/refunds-by-provider`, { amount: 200 });
    await ask('POST', '/refunds', { authorizationId: body['id'] });
    await waitUntil(async () => (received.length === 3 ? true : undefined));
    for (const webhook of received)
      verifySignature({ ...webhook, secret: provider.webhookSecret, now: new Date() });
    expect(received.map(({ payload }) => JSON.parse(payload) as object)).toMatchObject([
      { type: 'charge.captured', data: { object: { amount_refunded: 0, metadata: { orderId: 'ord_1' } } } },
      { type: 'charge.refunded', data: { object: { amount_refunded: 200 } } },
      { type: 'charge.refunded', data: { object: { amount_refunded: 500 } } },
    ]);
  });

  it('tells again, in order, what the shop did not take, also after a restart', async () => {
    isShopOpen = false;
    const { body } = await ask('POST', '/authorizations', charge);
    await ask('POST', `/authorizations/${body['id']}/capture`);
    await ask('POST', '/refunds', { authorizationId: body['id'] });
    await provider.stop();
    isShopOpen = true;
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
  ])('refuses %s %s of %j', async (method, path, body, status) => {
    expect(await ask(method, path, body)).toMatchObject({ status });
  });

  it('refuses to give back more than was taken, and another request under a used key', async () => {
    const { body } = await ask('POST', '/authorizations', charge, 'key-1');
    expect(await ask('POST', '/authorizations', { ...charge, amount: 1 }, 'key-1')).toMatchObject({
      status: 422,
    });
    expect(await ask('POST', '/refunds', { authorizationId: body['id'] })).toMatchObject({ status: 409 });
    await ask('POST', `/authorizations/${body['id']}/capture`);
    const tooMuch = { authorizationId: body['id'], amount: 501 };
    expect(await ask('POST', '/refunds', tooMuch)).toMatchObject({ status: 400 });
  });

  it('serves nobody without its key, but shows its charges', async () => {
    expect((await fetch(`${provider.url}/authorizations?reference=ord_1`)).status).toBe(401);
    expect((await fetch(`${provider.url}/charges?reference=ord_1`)).status).toBe(200);
  });
});
