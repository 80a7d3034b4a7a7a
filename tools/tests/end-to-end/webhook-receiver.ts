import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyWebhook, type WebhookEvent } from '#libs/client';

/** A customer's system: an HTTP server that believes nothing but signatures. */
export async function webhookReceiver() {
  const received: WebhookEvent[] = [];
  const forged: unknown[] = [];
  let secret = '';
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    try {
      const body = Buffer.concat(chunks).toString('utf8');
      const { event } = await verifyWebhook({ headers: request.headers, body }, secret);
      received.push(event);
      response.writeHead(204).end();
    } catch (error) {
      forged.push(error);
      response.writeHead(400).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop`,
    received,
    forged,
    believe: (given: string) => void (secret = given),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
