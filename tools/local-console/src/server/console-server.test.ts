import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createConsoleServer, type ConsoleServer } from './console-server.ts';
import type { ConsoleSource } from './console-source.ts';
import { RawResponse } from './route.ts';

const page = (text: string) => async (path: string) =>
  new RawResponse({ status: 200, contentType: 'text/html', body: `${text} ${path}` });

const source = {
  workspaceFolder: '/workspace',
  stateFolder: '/state',
  cloud: {
    apiUrl: 'http://localhost:3000',
    endpointUrl: 'http://127.0.0.1:4566',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    serviceFolders: ['/workspace/services/orders'],
    activity: { subscribe: () => () => {} },
  },
} as unknown as ConsoleSource;

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

describe('the server of the console', () => {
  const errors: string[] = [];
  let console: ConsoleServer;

  beforeEach(async () => {
    errors.length = 0;
    console = createConsoleServer({
      sites: { '/': page('console'), '/shop': page('shop') },
      onInternalError: (message) => errors.push(message),
    });
    await new Promise<void>((resolve) => console.server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => console.close());

  /** Sends a path as it is: `fetch` would normalize it. */
  const send = (path: string, { method = 'GET', headers = {}, body = '' }: Sent = {}) =>
    new Promise<{ status: number | undefined; location: string | undefined; text: string }>(
      (resolve, reject) => {
        const { port } = console.server.address() as AddressInfo;
        request({ port, host: '127.0.0.1', path, method, headers }, async (response) => {
          let text = '';
          for await (const chunk of response) text += String(chunk);
          resolve({ status: response.statusCode, location: response.headers.location, text });
        })
          .on('error', reject)
          .end(body);
      },
    );
  const post = (path: string, body: string) =>
    send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const codeOf = ({ text }: { text: string }) => (JSON.parse(text) as { code: string }).code;

  it('serves each site below its base path', async () => {
    expect(await send('/traces/1')).toMatchObject({ status: 200, text: 'console /traces/1' });
    expect(await send('/shop/basket')).toMatchObject({ status: 200, text: 'shop /basket' });
    expect(await send('/shop')).toMatchObject({ status: 308, location: '/shop/' });
    expect(await send('/shopping')).toMatchObject({ text: 'console /shopping' });
  });

  it('answers 503 until the local cloud runs, and then the calls of the page', async () => {
    const early = await send('/api/system');
    expect([early.status, codeOf(early)]).toEqual([503, 'console.starting']);
    console.serve(source);
    expect(JSON.parse((await send('/api/system')).text)).toMatchObject({
      services: ['orders'],
      stage: 'local',
    });
  });

  it.each(['//', '///', '//:x'])('refuses the path %s', async (path) => {
    const refused = await send(path);
    expect([refused.status, codeOf(refused)]).toEqual([400, 'console.invalid-path']);
  });

  it('refuses what no route and no page takes', async () => {
    console.serve(source);
    expect(codeOf(await send('/api/nothing'))).toBe('console.no-route');
    expect(codeOf(await post('/', '{}'))).toBe('console.method-not-allowed');
    expect(codeOf(await post('/api/aws/dynamodb/ListTables', '{'))).toBe('console.invalid-json');
    expect(codeOf(await post('/api/aws/dynamodb/ListTables', `"${'x'.repeat(3 * 1024 * 1024)}"`))).toBe(
      'console.body-too-large',
    );
    expect(codeOf(await post('/api/aws/toString/ListTables', '{}'))).toBe('aws.unknown-service');
    expect(codeOf(await post('/api/aws/dynamodb/toString', '{}'))).toBe('aws.unknown-operation');
    expect(errors).toEqual([]);
  });

  it('refuses requests of other sites before anything else', async () => {
    const refused = await send('/api/system', { headers: { origin: 'https://evil.example' } });
    expect([refused.status, codeOf(refused)]).toEqual([403, 'console.foreign-request']);
  });
});
