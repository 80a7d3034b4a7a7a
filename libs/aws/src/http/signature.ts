import { createHmac, hash } from 'node:crypto';
import type { Credentials } from './credentials.ts';
import type { HttpRequest } from './transport.ts';

/** What of a request is signed. */
export type SignableRequest = Pick<HttpRequest, 'method' | 'path' | 'headers' | 'body'>;

/** The scope of a signature. */
export interface SigningScope {
  readonly region: string;
  /** The name of the service in signatures: `dynamodb`. */
  readonly signingName: string;
}

/** @returns the headers of the request with those of its signature */
export type Signer = (
  request: SignableRequest,
  credentials: Credentials,
  date: Date,
) => Record<string, string>;

const ALGORITHM = 'AWS4-HMAC-SHA256';

// Proxies and instrumentation add or change these headers.
const UNSIGNED = new Set(['authorization', 'connection', 'expect', 'user-agent', 'x-amzn-trace-id']);

/**
 * Creates a signer of one service: Signature Version 4, with the headers and the body signed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function requestSigner({ region, signingName }: SigningScope): Signer {
  // The key depends on the credentials and the day, so most requests reuse it.
  let key: { readonly secret: string; readonly day: string; readonly value: Buffer } | undefined;
  const toKey = (secret: string, day: string): Buffer => {
    if (key?.secret !== secret || key.day !== day)
      key = { secret, day, value: deriveKey(secret, [day, region, signingName, 'aws4_request']) };
    return key.value;
  };

  return (request, { accessKeyId, secretAccessKey, sessionToken }, date) => {
    const time = date.toISOString().replace(/[-:]|\.\d{3}/g, '');
    const day = time.slice(0, 8);
    const headers: Record<string, string> = { ...request.headers, 'x-amz-date': time };
    if (sessionToken !== undefined) headers['x-amz-security-token'] = sessionToken;

    const signed = toCanonicalHeaders(headers);
    const names = signed.map(([name]) => name).join(';');
    const canonicalRequest = [
      request.method,
      toCanonicalPath(request.path),
      '',
      ...signed.map(([name, value]) => `${name}:${value}`),
      '',
      names,
      sha256(request.body),
    ].join('\n');
    const scope = `${day}/${region}/${signingName}/aws4_request`;
    const text = [ALGORITHM, time, scope, sha256(canonicalRequest)].join('\n');
    const signature = hmac(toKey(secretAccessKey, day), text).toString('hex');
    headers['authorization'] =
      `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
    return headers;
  };
}

const deriveKey = (secret: string, scope: readonly string[]): Buffer =>
  scope.reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const sha256 = (text: string): string => hash('sha256', text);

/** Lower-case names in the order of their code units, and values without surplus spaces. */
const toCanonicalHeaders = (headers: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value.replace(/\s+/g, ' ').trim()])
    .filter(([name]) => !UNSIGNED.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Escapes the path, which is itself escaped, once more. */
const toCanonicalPath = (path: string): string =>
  path === '/' ? path : path.split('/').map(escapeSegment).join('/');

const escapeSegment = (segment: string): string =>
  encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
