import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { money } from '#libs/models';
import { sandboxProvider } from './sandbox-provider.ts';

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text);
}

it.each(['EUR', 'USD', 'JPY'])('sends the currency of the amount to the sandbox: %s', async (currency) => {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await readBody(request));
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"auth_1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const request = {
      reference: 'ord_1',
      amount: money(500, currency),
      paymentToken: 'tok',
      idempotencyKey: 'k',
    };
    await sandboxProvider({ url, secretKey: 'sk', timeoutMilliseconds: 30_000 }).authorize(request);
    expect(bodies).toEqual([expect.objectContaining({ amount: 500, currency })]);
  } finally {
    server.close();
  }
});
