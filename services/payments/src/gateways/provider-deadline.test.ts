import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { money, newId } from '#libs/models';
import { authorizationKey, type PaymentProvider } from './payment-provider.ts';
import { sandboxProvider } from './sandbox-provider.ts';
import { stripeProvider } from './stripe-provider.ts';

const DEADLINE = 200;
// Time for a busy machine to run a due timer.
const SLACK = 2_000;

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A provider that reads a request and then behaves as `behave` does, below HTTP. */
async function listening(behave: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.once('data', () => behave(socket));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const providers: [string, (port: number) => PaymentProvider][] = [
  [
    'the sandbox',
    (port) =>
      sandboxProvider({
        url: `http://127.0.0.1:${port}`,
        secretKey: 'sk',
        timeoutMilliseconds: DEADLINE,
      }),
  ],
  [
    'Stripe',
    (port) =>
      stripeProvider({
        secretKey: 'sk_test_stub',
        host: '127.0.0.1',
        port,
        protocol: 'http',
        timeoutMilliseconds: DEADLINE,
      }),
  ],
];

describe.each(providers)('a call of %s', (_provider, open) => {
  it.each<[string, (socket: Socket) => void]>([
    ['is not answered', () => {}],
    ['is closed without an answer', (socket) => socket.end()],
    [
      'is answered by another protocol',
      (socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    ],
    [
      'receives headers and no body',
      (socket) =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{'),
    ],
  ])('that %s is unavailable at its deadline', async (_behavior, behave) => {
    const provider = open(await listening(behave));
    const reference = newId('ord');
    const amount = money(1_999, 'EUR');
    const startedAt = performance.now();
    const call = provider.authorize({
      reference,
      amount,
      paymentToken: 'tok_success',
      idempotencyKey: authorizationKey(reference),
    });
    await expect(call).rejects.toMatchObject({ kind: 'unavailable', code: 'payment.provider-unavailable' });
    expect(performance.now() - startedAt).toBeLessThan(DEADLINE + SLACK);
  });
});
