import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Answer, WebhookRequest, WebhookSender } from './webhook-sender.ts';

interface Dependencies {
  /** Validates the URL and all addresses of its host. @throws AppError */
  readonly validateUrl: (
    url: string,
  ) => Promise<{ readonly url: URL; readonly addresses: readonly string[] }>;
  /** For name resolution, connection and response together. */
  readonly timeoutMilliseconds: number;
  /** A trusted certificate authority as PEM. Default: the authorities of Node.js. */
  readonly authority?: string;
}

// Enough for an error message.
const BODY_BYTES = 1024;
// 103 Early Hints and 100 Continue may precede a response; a flood of them only keeps the function busy.
const MAX_INFORMATIONAL_RESPONSES = 10;
const SWITCHING_PROTOCOLS = 101;

/**
 * Sends over HTTPS to the address that was validated: the connection does not resolve the host again, which prevents DNS
 * rebinding. Redirects are not followed. Every attempt ends at its deadline, in any state of the connection.
 */
export const httpsWebhookSender = ({
  validateUrl,
  timeoutMilliseconds,
  authority,
}: Dependencies): WebhookSender => ({
  async send(request) {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeoutMilliseconds);
    const expired = new Promise<Answer>((resolve) =>
      deadline.signal.addEventListener('abort', () => resolve({ error: 'timeout' }), { once: true }),
    );
    const attempt = async (): Promise<Answer> => {
      const { url, addresses } = await validateUrl(request.url);
      deadline.signal.throwIfAborted();
      return await post({ url, address: addresses[0]!, authority }, request, deadline.signal);
    };
    try {
      // A race, because no single event of a connection is certain to occur.
      return await Promise.race([attempt().catch((error) => ({ error: toErrorCode(error) })), expired]);
    } finally {
      clearTimeout(timer);
      // Closes the connection.
      deadline.abort();
    }
  },
});

interface Receiver {
  readonly url: URL;
  readonly address: string;
  readonly authority: string | undefined;
}

function post(
  { url, address, authority }: Receiver,
  { headers, body }: WebhookRequest,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Tradewind-Webhooks/1',
        ...headers,
      },
      // No connection reuse: a kept-alive connection was validated for an earlier request.
      agent: false,
      lookup: fixedLookup(address),
      ca: authority,
      signal,
    });
    request.on('socket', (socket) =>
      socket.on('connect', () => {
        if (!isSameAddress(socket.remoteAddress, address)) request.destroy(new WrongAddress());
      }),
    );
    let informationalResponses = 0;
    request.on('information', () => {
      informationalResponses += 1;
      if (informationalResponses > MAX_INFORMATIONAL_RESPONSES) request.destroy(new InvalidResponse());
    });
    // Without a listener, Node.js closes the connection and emits neither a response nor an error.
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve({ statusCode: SWITCHING_PROTOCOLS, body: '' });
    });
    request.on('response', (response) => {
      const answer = readBeginning(response).then((beginning) => ({
        statusCode: response.statusCode ?? 0,
        body: beginning,
      }));
      resolve(answer.finally(() => request.destroy()));
    });
    request.on('error', reject);
    // The last event of every request: an attempt that nothing else ended ends here.
    request.on('close', () => reject(new ConnectionClosed()));
    request.end(body);
  });
}

const fixedLookup =
  (address: string): LookupFunction =>
  (_host, { all }, callback) => {
    const family = isIP(address);
    if (all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };

async function readBeginning(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= BODY_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, BODY_BYTES).toString('utf8');
}

class WrongAddress extends Error {
  readonly code = 'endpoint.address-not-allowed';
}

class InvalidResponse extends Error {
  readonly code = 'response.invalid';
}

class ConnectionClosed extends Error {
  readonly code = 'connection.closed';
}

// A dual-stack socket reports an IPv4 peer as a mapped IPv6 address.
const isSameAddress = (remote: string | undefined, address: string): boolean =>
  remote?.replace(/^::ffff:(?=\d+\.)/, '') === address;

const ERRORS: Readonly<Record<string, string>> = {
  'endpoint.address-not-allowed': 'address-not-allowed',
  'endpoint.url-not-allowed': 'url-not-allowed',
  'endpoint.host-unknown': 'host-unknown',
  'response.invalid': 'response-invalid',
  ECONNREFUSED: 'connection-refused',
};

function toErrorCode(error: unknown): string {
  const code = String((error as { code?: unknown }).code ?? '');
  const isTls = /CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code);
  // The parser of Node.js reports malformed and oversized responses: https://nodejs.org/api/errors.html
  const isMalformed = code.startsWith('HPE_');
  return ERRORS[code] ?? (isTls ? 'tls-failed' : isMalformed ? 'response-invalid' : 'connection-failed');
}
