import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { openLedger } from './ledger.ts';
import { isOpenToAll, router, type Received } from './router.ts';
import { webhookSender } from './webhook-sender.ts';

interface Options {
  /** The SQLite file of its books. */
  readonly file: string;
  /** Where the shop listens to its events. */
  readonly webhookUrl: string;
}

export interface SandboxProvider {
  readonly url: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  stop(): Promise<void>;
}

/** Starts a payment provider that moves no real money, on a free port of this machine. */
export async function startSandboxProvider({ file, webhookUrl }: Options): Promise<SandboxProvider> {
  const ledger = openLedger(file);
  const random = () => randomBytes(24).toString('base64url');
  const secretKey = ledger.setting('secret-key', () => `sk_sandbox_${random()}`);
  const webhookSecret = ledger.setting('webhook-secret', () => `whsec_${random()}`);
  const sender = webhookSender({ ledger, url: webhookUrl, secret: webhookSecret });
  const route = router(ledger);

  const server = createServer(async (request, response) => {
    const received = await receivedFrom(request).catch(() => undefined);
    if (!received) return answer(response, 400, { code: 'request-invalid' });
    if (!isOpenToAll(received) && !isAuthorized(request, secretKey))
      return answer(response, 401, { code: 'key-invalid' });
    const { status, body, isLost } = route(received);
    sender.send();
    if (!isLost) answer(response, status, body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  sender.send();

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secretKey,
    webhookSecret,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, sender.stop()]);
      ledger.close();
    },
  };
}

function isAuthorized({ headers }: IncomingMessage, secretKey: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${secretKey}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function receivedFrom(request: IncomingMessage): Promise<Received> {
  const { method = '', url = '/', headers } = request;
  const hasBody = Number(headers['content-length'] ?? 0) > 0;
  const body = hasBody ? ((await json(request)) as Received['body']) : {};
  const idempotencyKey = headers['idempotency-key'] as string | undefined;
  return { method, url: new URL(url, 'http://sandbox'), idempotencyKey, body };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
