import type { Agent, ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';

/** A request to an AWS endpoint. */
export interface HttpRequest {
  readonly protocol: string;
  readonly hostname: string;
  /** Empty for the default port of the protocol. */
  readonly port: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A complete response. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Limits of one attempt, in milliseconds. */
export interface Timeouts {
  /** Until the connection is established. */
  readonly connectionTimeout: number;
  /** Until the response is complete. */
  readonly requestTimeout: number;
}

/** Sends one request. @throws Error with a Node.js `code`, or named `TimeoutError` */
export type Transport = (request: HttpRequest, timeouts: Timeouts) => Promise<HttpResponse>;

// https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html
const MAX_SOCKETS = 50;

// The SDK reports these as timeouts too: the connection ended before a response arrived.
const TIMEOUT_CODES = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Creates a {@link Transport} over HTTP/1.1 with its own keep-alive connections. */
export function nodeTransport(): Transport {
  const channels = new Map<string, Channel>();
  const toChannel = (protocol: string): Channel => {
    const known = channels.get(protocol);
    if (known) return known;
    const opened = openChannel(protocol);
    channels.set(protocol, opened);
    return opened;
  };

  return (request, timeouts) => {
    const { open, agent } = toChannel(request.protocol);
    const { hostname, port, method, path, headers, body } = request;
    return exchange(open({ hostname, port, method, path, headers, agent }), body, timeouts);
  };
}

interface Channel {
  readonly open: (options: RequestOptions) => ClientRequest;
  readonly agent: Agent;
}

/**
 * Loads the module of a protocol at its first use. An `import` of node:http reads all of its exports and thereby loads
 * undici, about 40 ms of a cold start.
 */
function openChannel(protocol: string): Channel {
  const { Agent, request } = process.getBuiltinModule(protocol === 'http:' ? 'node:http' : 'node:https');
  return { open: request, agent: new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }) };
}

function exchange(outgoing: ClientRequest, body: string, timeouts: Timeouts): Promise<HttpResponse> {
  let clearTimeouts = () => {};
  const response = new Promise<HttpResponse>((resolve, reject) => {
    const fail = (error: Error) => reject(asTimeout(error));
    clearTimeouts = setTimeouts(outgoing, timeouts, (error) => {
      reject(error);
      outgoing.destroy(error);
    });
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => collect(incoming, resolve, fail));
    outgoing.end(body);
  });
  return response.finally(clearTimeouts);
}

/** @returns a function that clears the timeouts */
function setTimeouts(
  outgoing: ClientRequest,
  { connectionTimeout, requestTimeout }: Timeouts,
  expire: (error: Error) => void,
): () => void {
  const start = (milliseconds: number, what: string) =>
    setTimeout(() => expire(timeoutError(`${what} within ${milliseconds} ms.`)), milliseconds);
  const connecting = start(connectionTimeout, 'AWS accepted no connection');
  const requesting = start(requestTimeout, 'AWS did not respond');
  outgoing.on('socket', (socket) => {
    if (socket.connecting) socket.once('connect', () => clearTimeout(connecting));
    else clearTimeout(connecting);
  });
  return () => {
    clearTimeout(connecting);
    clearTimeout(requesting);
  };
}

function collect(
  incoming: IncomingMessage,
  resolve: (response: HttpResponse) => void,
  reject: (error: Error) => void,
): void {
  const { statusCode = 0, headers } = incoming;
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('error', reject);
  incoming.on('end', () => resolve({ status: statusCode, headers, body: Buffer.concat(chunks).toString() }));
}

const timeoutError = (message: string): Error =>
  Object.assign(new Error(message), { name: 'TimeoutError', code: 'ETIMEDOUT' });

const asTimeout = (error: NodeJS.ErrnoException): Error =>
  TIMEOUT_CODES.has(error.code ?? '') ? Object.assign(error, { name: 'TimeoutError' }) : error;
