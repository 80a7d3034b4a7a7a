import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { openSandboxRepository } from './sandbox-repository.ts';
import { isPublic, router, type SandboxRequest } from './router.ts';
import { webhookSender } from './webhook-sender.ts';

interface Options {
  /** The SQLite file with the provider's state. */
  readonly file: string;
  /** The URL that receives its events. */
  readonly webhookUrl: string;
}

export interface SandboxProvider {
  readonly url: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  stop(): Promise<void>;
}

/** Starts a payment provider that moves no real money, on a free local port. */
export async function startSandboxProvider({ file, webhookUrl }: Options): Promise<SandboxProvider> {
  const repository = openSandboxRepository(file);
  const random = () => randomBytes(24).toString('base64url');
  const secretKey = repository.setting('secret-key', () => `sk_sandbox_${random()}`);
  const webhookSecret = repository.setting('webhook-secret', () => `whsec_${random()}`);
  const sender = webhookSender({ repository, url: webhookUrl, secret: webhookSecret });
  const route = router(repository);

  const server = createServer(async (request, response) => {
    const sandboxRequest = await toSandboxRequest(request).catch(() => undefined);
    if (!sandboxRequest) return send(response, 400, { code: 'request-invalid' });
    if (!isPublic(sandboxRequest) && !isAuthorized(request, secretKey))
      return send(response, 401, { code: 'key-invalid' });
    const { status, body, isResponseLost } = route(sandboxRequest);
    sender.send();
    if (!isResponseLost) send(response, status, body);
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
      repository.close();
    },
  };
}

function isAuthorized({ headers }: IncomingMessage, secretKey: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${secretKey}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function toSandboxRequest(request: IncomingMessage): Promise<SandboxRequest> {
  const { method = '', url = '/', headers } = request;
  const hasBody = Number(headers['content-length'] ?? 0) > 0;
  const body = hasBody ? ((await json(request)) as SandboxRequest['body']) : {};
  const idempotencyKey = headers['idempotency-key'] as string | undefined;
  return { method, url: new URL(url, 'http://sandbox'), idempotencyKey, body };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
