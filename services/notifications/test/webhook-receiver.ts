import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly status: number;
}

/** A customer's system: a real HTTP server that records requests and returns a configurable status. */
export async function webhookReceiver() {
  const received: Received[] = [];
  let status = 204;
  const answer = () => status;
  let server = await listening(received, answer, 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    /** The requests that it answered with 2xx. */
    accepted: () => received.filter((request) => request.status < 300),
    answerWith: (next: number) => void (status = next),
    stop: () => closed(server),
    start: async () => void (server = await listening(received, answer, port)),
  };
}

/** A receiver that reads a request and then behaves as `behave` does, below HTTP. */
export async function hostileReceiver(behave: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.once('data', () => behave(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export const webhookId = ({ headers }: Received): string => String(headers['webhook-id']);

/** Verifies the signature of a request. @throws WebhookVerificationError */
export const verifyRequest = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>) as {
    type: string;
    timestamp: string;
    data: Record<string, unknown>;
  };

async function listening(received: Received[], answer: () => number, port: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const status = answer();
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8'), status });
    response.writeHead(status).end(status === 500 ? 'Internal Server Error' : undefined);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
