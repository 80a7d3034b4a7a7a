import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { cloud, readySession, stockedProduct } from './shop.ts';

/** Which functions and tasks wrote lines under a correlation id: `orders/place-order`. */
async function functionsThatLogged(correlationId: string): Promise<ReadonlySet<string>> {
  const folder = join(cloud.stateFolder, 'logs');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.log'));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.includes(correlationId));
  return new Set(
    lines
      .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown>)
      .filter((line) => line['correlationId'] === correlationId)
      .map((line) => `${String(line['service'])}/${String(line['function'])}`),
  );
}

const hasLogged = (correlationId: string, wanted: readonly string[]) =>
  waitUntil(async () => {
    const logged = await functionsThatLogged(correlationId);
    return wanted.every((name) => logged.has(name)) ? logged : undefined;
  }).catch(async (error: unknown) => {
    const logged = await functionsThatLogged(correlationId);
    throw new Error(`Not logged by ${wanted.filter((name) => !logged.has(name)).join(', ')}.`, {
      cause: error,
    });
  });

/** What a purchase sets in motion, in the order in which the id reaches it. */
const PURCHASE = [
  'checkout/complete-session',
  'checkout/publish-submissions',
  'orders/start-placement',
  'inventory/reserve-stock',
  'payments/authorize-payment',
  'payments/capture-payment',
  'inventory/commit-stock',
  'orders/place-order',
  'checkout/close-checkout',
  'orders/publish-order-changes',
  'payments/publish-payment-changes',
  'fulfillment/open-shipments',
  'notifications/on-event',
  'notifications/send-email',
  'notifications/deliver-webhook',
  'reporting/update-order-projections',
];

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a correlation id', () => {
  const received: IncomingHttpHeaders[] = [];
  let server: Server;
  let endpoint = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      received.push(request.headers);
      request.resume();
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { body } = await cloud.call('POST', '/notifications/endpoints', {
      as: 'customer',
      body: {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop`,
        eventTypes: ['order.placed', 'order.canceled'],
      },
    });
    endpoint = `/notifications/endpoints/${body.endpointId}`;
  });
  afterAll(async () => {
    await cloud.call('DELETE', endpoint, { as: 'customer' });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const receivedHeaders = (correlationId: string) =>
    waitUntil(async () => received.find((headers) => headers['x-correlation-id'] === correlationId));

  const headersOf = (correlationId: string) => ({
    'X-Correlation-Id': correlationId,
    'Idempotency-Key': randomUUID(),
  });

  it('is found wherever a purchase and its cancellation went, up to the webhook and the e-mail', async () => {
    const bought = `buy-${randomUUID()}`;
    const { sessionId } = await readySession({ as: 'customer' });
    const email = `${bought}@example.com`;
    await cloud.call('PATCH', `/checkout/sessions/${sessionId}`, { as: 'customer', body: { email } });
    const { headers, body } = await cloud.call('POST', `/checkout/sessions/${sessionId}/complete`, {
      as: 'customer',
      body: { payment: { token: 'tok_success' } },
      headers: { ...headersOf(bought), Prefer: 'wait=10' },
    });
    expect(headers.get('x-correlation-id')).toBe(bought);
    await hasLogged(bought, PURCHASE);
    expect(await receivedHeaders(bought)).toMatchObject({ 'webhook-id': expect.stringMatching(/^dlv_/) });
    const message = await waitUntil(async () => {
      const file = (await readdir(join(cloud.stateFolder, 'outbox'))).find(
        (name) => name.includes(email) && name.endsWith('.eml'),
      );
      return file === undefined ? undefined : readFile(join(cloud.stateFolder, 'outbox', file), 'utf8');
    });
    expect(message).toContain(`X-Correlation-Id: ${bought}\r\n`);

    const canceled = `cancel-${randomUUID()}`;
    await cloud.call('POST', `/orders/${body.orderId}/cancel`, {
      as: 'customer',
      body: {},
      headers: headersOf(canceled),
    });
    await hasLogged(canceled, [
      'orders/cancel-order',
      'orders/start-cancellation',
      'fulfillment/cancel-shipments',
      'payments/refund-payment',
      'inventory/restock-order',
      'orders/mark-canceled',
      'notifications/deliver-webhook',
    ]);
    await receivedHeaders(canceled);
  });

  it('goes with a job into its task', async () => {
    const exported = `export-${randomUUID()}`;
    const now = Date.now();
    const accepted = await cloud.call('POST', '/reporting/exports', {
      as: 'staff',
      headers: headersOf(exported),
      body: {
        from: new Date(now - 3_600_000).toISOString(),
        to: new Date(now).toISOString(),
        formats: ['csv'],
      },
    });
    expect(accepted.status).toBe(202);
    await hasLogged(exported, ['reporting/create-export', 'reporting/start-execution', 'reporting/run-job']);
  });

  it('goes with an upload form through S3 and its queue to the thumbnails and the event', async () => {
    const uploaded = `upload-${randomUUID()}`;
    // Its first image changes what `ProductChanged` contains; a seeded product can have one already.
    const images = `/catalog/products/${await stockedProduct(1)}/images`;
    const { body: upload } = await cloud.call('POST', images, {
      as: 'staff',
      headers: headersOf(uploaded),
      body: { contentType: 'image/png' },
    });
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields as Record<string, string>))
      form.append(name, value);
    form.append('file', new Blob([PIXEL]));
    expect((await fetch(upload.url, { method: 'POST', body: form })).status).toBe(204);
    await hasLogged(uploaded, [
      'catalog/create-image-upload',
      'catalog/on-image-uploaded',
      'catalog/publish-product-changes',
    ]);
    await cloud.call('DELETE', `${images}/${upload.imageId}`, { as: 'staff' });
  });

  it('that could end a log line or a header is replaced by one of our own', async () => {
    const { headers } = await cloud.call('GET', '/catalog/categories', {
      headers: { 'X-Correlation-Id': 'one" "two' },
    });
    expect(headers.get('x-correlation-id')).toMatch(/^[\w.:-]{1,128}$/);
  });
});
