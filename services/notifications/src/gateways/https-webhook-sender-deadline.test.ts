import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { waitUntil } from '#libs/testing';
import { httpsWebhookSender } from './https-webhook-sender.ts';

const DEADLINE = 300;
// Time for a busy machine to run a due timer. Receivers that never end would exceed any limit.
const SLACK = 20_000;

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A receiver that behaves as `behave` does, below HTTP. */
async function receiver(behave: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    behave(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const sender = httpsWebhookSender({
  validateUrl: async (url) => ({ url: new URL(url), addresses: ['127.0.0.1'] }),
  timeoutMilliseconds: DEADLINE,
});

async function attempt(url: string) {
  const startedAt = performance.now();
  const answer = await sender.send({ url, headers: { 'webhook-id': 'dlv_1' }, body: '{}' });
  return { answer, milliseconds: performance.now() - startedAt };
}

const repeat = (socket: Socket, text: string, everyMilliseconds: number) => {
  const timer = setInterval(() => socket.write(text), everyMilliseconds);
  socket.on('close', () => clearInterval(timer));
};
const onRequest = (answer: (socket: Socket) => void) => (socket: Socket) =>
  void socket.once('data', () => answer(socket));
const writing = (text: string) => onRequest((socket) => socket.write(text));

const timeout = { error: 'timeout' };
const closed = { error: 'connection-failed' };
const invalid = { error: 'response-invalid' };

describe('an attempt at a receiver that', () => {
  it.each([
    [
      'switches protocols',
      writing('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
      { statusCode: 101, body: '' },
    ],
    [
      'switches protocols without naming one',
      writing('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
      expect.anything(),
    ],
    [
      'switches protocols and then sends without end',
      onRequest((socket) => {
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
        repeat(socket, 'x'.repeat(1_000), 1);
      }),
      { statusCode: 101, body: '' },
    ],
    ['closes the connection at once', (socket: Socket) => socket.end(), closed],
    ['closes the connection after the request', onRequest((socket) => socket.end()), closed],
    ['resets the connection after the request', onRequest((socket) => socket.resetAndDestroy()), closed],
    [
      'closes the connection within the headers',
      onRequest((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent')),
      closed,
    ],
    [
      'closes the connection within the body',
      onRequest((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab')),
      closed,
    ],
    ['accepts the connection and stays silent', () => {}, timeout],
    [
      'sends headers without end',
      onRequest((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        repeat(socket, 'a: b\r\n', 20);
      }),
      timeout,
    ],
    [
      'sends a header of many megabytes',
      onRequest((socket) => socket.write(`HTTP/1.1 200 OK\r\na: ${'b'.repeat(8_000_000)}`)),
      invalid,
    ],
    [
      'sends informational responses without end, slowly',
      onRequest((socket) => repeat(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n', 100)),
      timeout,
    ],
    [
      'sends a flood of informational responses',
      onRequest((socket) => repeat(socket, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_000), 1)),
      invalid,
    ],
    [
      'sends a body without end, slowly',
      onRequest((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
        repeat(socket, '1\r\nx\r\n', 50);
      }),
      timeout,
    ],
    [
      'sends a body without end, fast',
      onRequest((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        repeat(socket, 'x'.repeat(100_000), 1);
      }),
      { statusCode: 200, body: 'x'.repeat(1_024) },
    ],
    [
      'redirects to itself',
      writing('HTTP/1.1 307 Temporary Redirect\r\nlocation: /\r\ncontent-length: 0\r\n\r\n'),
      { statusCode: 307, body: '' },
    ],
    ['does not speak HTTP', writing('220 mail.example.com ready\r\n'), invalid],
    [
      'sends two lengths',
      writing('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'),
      invalid,
    ],
  ])('%s ends before its deadline or at it', async (_, behave, expected) => {
    const { answer, milliseconds } = await attempt(await receiver(behave as (socket: Socket) => void));
    expect(answer).toEqual(expected);
    expect(milliseconds).toBeLessThan(DEADLINE + SLACK);
  });

  it('sends anything ends, with a status or a reason', async () => {
    const lines = fc.constantFrom(
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 101 Switching Protocols\r\n',
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.0 204 No Content\r\n',
      'HTTP/1.1 999 ?\r\n',
      'HTTP/1.1 0 ?\r\n',
      'connection: upgrade\r\nupgrade: h2c\r\n',
      'content-length: 5\r\n',
      'transfer-encoding: chunked\r\n',
      '\r\n',
      'ffffffffffffffff\r\n',
      '0\r\n\r\n',
    );
    const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
    const script = fc.record({
      chunks: fc.array(fc.oneof(lines, bytes), { maxLength: 8 }),
      end: fc.constantFrom('end', 'reset', 'wait'),
    });
    const short = httpsWebhookSender({
      validateUrl: async (url) => ({ url: new URL(url), addresses: ['127.0.0.1'] }),
      timeoutMilliseconds: 40,
    });
    await fc.assert(
      fc.asyncProperty(script, async ({ chunks, end }) => {
        const url = await receiver(
          onRequest((socket) => {
            for (const chunk of chunks) socket.write(chunk);
            if (end === 'end') socket.end();
            if (end === 'reset') socket.resetAndDestroy();
          }),
        );
        const startedAt = performance.now();
        const answer = await short.send({ url, headers: {}, body: '{}' });
        expect(performance.now() - startedAt).toBeLessThan(40 + SLACK);
        const result = 'error' in answer ? answer.error : Math.sign(answer.statusCode);
        expect([1, 'timeout', 'connection-failed', 'response-invalid']).toContain(result);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('is slow to resolve ends at its deadline, and connects to nothing afterwards', async () => {
    let connections = 0;
    const url = await receiver(() => (connections += 1));
    const resolved = Promise.withResolvers<void>();
    const slow = httpsWebhookSender({
      validateUrl: async (text) => {
        await resolved.promise;
        return { url: new URL(text), addresses: ['127.0.0.1'] };
      },
      timeoutMilliseconds: 20,
    });
    expect(await slow.send({ url, headers: {}, body: '{}' })).toEqual(timeout);
    resolved.resolve();
    await new Promise(setImmediate);
    // Connections are accepted in their order, so this one is the second if the sender opens one.
    await attempt(url);
    expect(connections).toBe(1);
  });

  it('switches protocols keeps no connection', async () => {
    const url = await receiver(
      writing('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    );
    await attempt(url);
    await expect(waitUntil(() => sockets.size === 0)).resolves.toBe(true);
  });
});
