import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import { validateEndpointUrl } from '../helpers/validate-endpoint-url.ts';
import { httpsWebhookSender } from './https-webhook-sender.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

const listening = (listener: RequestListener): Promise<number> => toPort(createServer(listener));

/** A receiver with a self-signed certificate. */
async function listeningFor(name: string) {
  const subject = [{ name: 'commonName', value: name }];
  const { private: key, cert } = await generate(subject, { keyType: 'ec', algorithm: 'sha256' });
  const port = await toPort(createTlsServer({ key, cert }, (_, response) => response.end('OK')));
  return { port, authority: cert };
}

async function toPort(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const request = (url: string) => ({
  url,
  headers: { 'webhook-id': 'dlv_1' },
  body: '{"type":"order.placed"}',
});

interface Options {
  readonly allowed?: string[];
  readonly addresses?: string[];
  readonly timeoutMilliseconds?: number;
  readonly authority?: string;
}

const sender = ({ allowed = ['shop.test:*'], addresses = ['127.0.0.1'], ...options }: Options = {}) =>
  httpsWebhookSender({
    validateUrl: (url) => validateEndpointUrl(url, allowed, async () => addresses),
    timeoutMilliseconds: 5_000,
    ...options,
  });

describe('httpsWebhookSender', () => {
  it('posts to the validated address with the original host name', async () => {
    const seen: unknown[] = [];
    const port = await listening((incoming, response) => {
      const { method, url, headers } = incoming;
      incoming.on('data', (chunk) => seen.push({ method, url, host: headers.host, body: String(chunk) }));
      incoming.on('end', () => response.end('OK'));
    });
    expect(await sender().send(request(`http://shop.test:${port}/hooks?a=1`))).toEqual({
      statusCode: 200,
      body: 'OK',
    });
    expect(seen).toEqual([
      { method: 'POST', url: '/hooks?a=1', host: `shop.test:${port}`, body: '{"type":"order.placed"}' },
    ]);
  });

  it('does not follow redirects', async () => {
    let redirects = 0;
    const other = await listening((_, response) => {
      redirects += 1;
      response.end();
    });
    const port = await listening((_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${other}/` }).end(),
    );
    expect(await sender().send(request(`http://shop.test:${port}/`))).toEqual({ statusCode: 307, body: '' });
    expect(redirects).toBe(0);
  });

  it('returns the beginning of a long response without waiting for its end', async () => {
    const port = await listening((_, response) => {
      response.write('x'.repeat(100_000));
    });
    const answer = await sender().send(request(`http://shop.test:${port}/`));
    expect(answer).toEqual({ statusCode: 200, body: 'x'.repeat(1024) });
  });

  it.each([
    ['no response', () => {}],
    ['an endless response', (_: unknown, response: { write(text: string): void }) => response.write('x')],
  ])('times out on %s', async (_, listener) => {
    const port = await listening(listener as RequestListener);
    const answer = await sender({ timeoutMilliseconds: 200 }).send(request(`http://shop.test:${port}/`));
    expect(answer).toEqual({ error: 'timeout' });
  });

  it('times out if the name server does not respond', async () => {
    const silent = httpsWebhookSender({ validateUrl: () => new Promise(() => {}), timeoutMilliseconds: 50 });
    expect(await silent.send(request('https://shop.test/'))).toEqual({ error: 'timeout' });
  });

  it('reports a refused connection', async () => {
    const port = await listening(() => {});
    await new Promise((resolve) => open.splice(0)[0]!.close(resolve));
    expect(await sender().send(request(`http://shop.test:${port}/`))).toEqual({
      error: 'connection-refused',
    });
  });

  it('reports a failed TLS handshake', async () => {
    const port = await listening(() => {});
    const answer = await sender().send(request(`https://shop.test:${port}/`));
    expect(answer).toEqual({ error: 'tls-failed' });
  });

  it('verifies the certificate against the host name, not the address', async () => {
    const { port, authority } = await listeningFor('shop.test');
    const answer = await sender({ authority }).send(request(`https://shop.test:${port}/`));
    expect(answer).toEqual({ statusCode: 200, body: 'OK' });
  });

  it('sends nothing to a receiver with a certificate for another host or from an unknown authority', async () => {
    const other = await listeningFor('other.test');
    expect(await sender(other).send(request(`https://shop.test:${other.port}/`))).toEqual({
      error: 'tls-failed',
    });
    const { port } = await listeningFor('shop.test');
    expect(await sender().send(request(`https://shop.test:${port}/`))).toEqual({ error: 'tls-failed' });
  });

  it.each([
    ['private', ['10.0.0.1']],
    ['public and private', ['93.184.216.34', '127.0.0.1']],
    ['mapped', ['::ffff:127.0.0.1']],
  ])('does not connect if the host now resolves to %s addresses', async (_, addresses) => {
    let connections = 0;
    const port = await listening(() => {});
    open[0]!.on('connection', () => (connections += 1));
    const changed = sender({ allowed: ['other.test:*'], addresses });
    expect(await changed.send(request('https://shop.test/'))).toEqual({ error: 'address-not-allowed' });
    expect(await changed.send(request(`https://shop.test:${port}/`))).toEqual({ error: 'url-not-allowed' });
    expect(connections).toBe(0);
  });

  it('resolves the host once, which prevents DNS rebinding', async () => {
    const port = await listening((_, response) => response.end());
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const rebinding = httpsWebhookSender({
      validateUrl: (url) => validateEndpointUrl(url, ['shop.test:*'], async () => answers.shift() ?? []),
      timeoutMilliseconds: 5_000,
    });
    expect(await rebinding.send(request(`http://shop.test:${port}/`))).toMatchObject({ statusCode: 200 });
    expect(answers).toEqual([['10.0.0.1']]);
  });
});
