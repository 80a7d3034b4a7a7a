import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startApiProxy, type ApiProxy } from './api-proxy.ts';

describe('startApiProxy', () => {
  const emulator = createServer(async (request, response) => {
    const seen = `${request.method} ${request.headers.host}${request.url} ${await text(request)}`;
    response.writeHead(201, { 'X-Seen': 'yes' }).end(seen);
  });
  let endpointUrl: string;
  let apiProxy: ApiProxy;
  beforeEach(async () => {
    emulator.listen(0, '127.0.0.1');
    await once(emulator, 'listening');
    endpointUrl = `http://127.0.0.1:${(emulator.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await apiProxy.stop();
    emulator.close();
    emulator.closeAllConnections();
    await once(emulator, 'close');
  });

  it('forwards requests under the domain name and returns the response', async () => {
    apiProxy = await startApiProxy(endpointUrl, async () => 'api.example');
    const response = await fetch(`${apiProxy.url}/catalog/products?limit=1`, {
      method: 'POST',
      body: 'this',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('X-Seen')).toBe('yes');
    expect(await response.text()).toBe('POST api.example/catalog/products?limit=1 this');
  });

  it('returns 502 until the domain name is deployed', async () => {
    apiProxy = await startApiProxy(endpointUrl, () => Promise.reject(new Error('no such parameter')));
    const response = await fetch(apiProxy.url);
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('no such parameter');
  });
});
