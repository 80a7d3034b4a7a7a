import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { foreignRequest } from './guard.ts';
import { createEventStream } from './event-stream.ts';
import { createRoutes } from './routes/routes.ts';
import { ConsoleProblem, matchRoute, RawResponse, type Route } from './route.ts';
import type { Site } from './static-site.ts';
import type { ConsoleSource } from './console-source.ts';

/** Sites by base path; the one of `/` answers all other paths. */
export type Sites = Readonly<Record<string, Site>>;

interface Dependencies {
  readonly sites: Sites;
  /** Called with unexpected errors. */
  readonly onInternalError: (message: string) => void;
}

export interface ConsoleServer {
  readonly server: Server;
  /** Starts to answer calls of the page's API. Earlier calls get a 503, and the page tries again. */
  serve(source: ConsoleSource): void;
  close(): Promise<void>;
}

// The console sends items and messages; DynamoDB and SQS allow less.
const MAX_BODY_BYTES = 2 * 1024 * 1024;

// Requests name only the path.
const BASE_URL = 'http://localhost';

/** The HTTP server of the local console: its API, its live events and its sites. */
export function createConsoleServer({ sites, onInternalError }: Dependencies): ConsoleServer {
  const events = createEventStream();
  let routes: readonly Route[] | undefined;

  const isOwnPort = (port: number) => {
    const address = server.address();
    return typeof address === 'object' && address?.port === port;
  };

  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', headers, url = '/' } = incoming;
    const refused = foreignRequest({ method, headers }, isOwnPort);
    if (refused !== undefined)
      return send(outgoing, problem(new ConsoleProblem(403, 'console.foreign-request', refused)));
    if (!URL.canParse(url, BASE_URL))
      return send(outgoing, problem(new ConsoleProblem(400, 'console.invalid-path', 'The path is invalid.')));
    const { pathname, searchParams } = new URL(url, BASE_URL);
    if (pathname === '/api/events' && method === 'GET') return events.open(incoming, outgoing);
    send(outgoing, await answer(incoming, { method, path: pathname, query: searchParams }));
  }

  async function answer(
    incoming: IncomingMessage,
    { method, path, query }: { method: string; path: string; query: URLSearchParams },
  ): Promise<RawResponse> {
    try {
      if (!path.startsWith('/api/')) return await site(method, path);
      if (routes === undefined)
        throw new ConsoleProblem(503, 'console.starting', 'The local cloud is still starting.');
      const found = matchRoute(routes, method, path);
      if (found === undefined)
        throw new ConsoleProblem(404, 'console.no-route', `The console has no route ${method} ${path}.`);
      const body = method === 'POST' ? await readJson(incoming) : undefined;
      const result = await found.route.handle({ parameters: found.parameters, query, body, incoming });
      return result instanceof RawResponse ? result : json(200, result ?? null);
    } catch (error) {
      if (error instanceof ConsoleProblem) return problem(error);
      onInternalError(`The console failed at ${method} ${path}: ${(error as Error).stack}`);
      return problem(
        new ConsoleProblem(500, 'console.internal', 'The console failed. The terminal shows the error.'),
      );
    }
  }

  async function site(method: string, path: string): Promise<RawResponse> {
    if (method !== 'GET' && method !== 'HEAD')
      throw new ConsoleProblem(405, 'console.method-not-allowed', 'Pages answer GET only.');
    const base = Object.keys(sites).find(
      (each) => each !== '/' && (path === each || path.startsWith(`${each}/`)),
    );
    if (base === undefined) return sites['/']!(path);
    // Links of a page are relative to its folder.
    return path === base ? redirect(`${base}/`) : sites[base]!(path.slice(base.length));
  }

  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing).catch((error: Error) => {
      onInternalError(`The console failed: ${error.stack}`);
      outgoing.destroy();
    });
  });

  return {
    server,
    serve(source) {
      routes = createRoutes({ source, events });
    },
    async close() {
      events.close();
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

const json = (status: number, value: unknown): RawResponse =>
  new RawResponse({ status, contentType: 'application/json', body: JSON.stringify(value) });

const redirect = (location: string): RawResponse =>
  new RawResponse({ status: 308, contentType: 'text/plain', body: '', headers: { location } });

const problem = ({ status, code, message }: ConsoleProblem): RawResponse => json(status, { code, message });

function send(outgoing: ServerResponse, { status, contentType, body, headers }: RawResponse): void {
  outgoing
    .writeHead(status, {
      'cache-control': 'no-store',
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      ...headers,
    })
    .end(body);
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    // Reads on, because the page would see a closed connection instead of the answer.
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk as Buffer);
  }
  if (bytes > MAX_BODY_BYTES)
    throw new ConsoleProblem(413, 'console.body-too-large', 'The body is larger than 2 MiB.');
  try {
    return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ConsoleProblem(400, 'console.invalid-json', 'The body is not JSON.');
  }
}
