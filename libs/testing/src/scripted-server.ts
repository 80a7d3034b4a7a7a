import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * How the server handles one request: it responds, closes the connection (`reset`), never responds (`silent`), or sends a
 * part of the response only (`stalled`).
 */
export type ScriptedResponse =
  | {
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'reset'
  | 'silent'
  | 'stalled';

/** A request that the server received. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server with prepared responses. */
export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  /** The requests so far. */
  readonly requests: readonly ReceivedRequest[];
  /** How many connections were opened so far. */
  connections(): number;
}

/**
 * Starts a server on a free port of this machine, for the tests of clients.
 *
 * @param responses  the response to each request; the last one also to all further requests
 */
export async function scriptedServer(...responses: readonly ScriptedResponse[]): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const body = await read(request);
    requests.push({ method, path, headers, body });
    respond(response, responses[requests.length - 1] ?? responses.at(-1)!);
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function respond(response: ServerResponse, scripted: ScriptedResponse): void {
  if (scripted === 'silent') return;
  if (scripted === 'reset') response.socket?.resetAndDestroy();
  else if (scripted === 'stalled') {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{');
  } else response.writeHead(scripted.status, scripted.headers).end(scripted.body ?? '');
}
