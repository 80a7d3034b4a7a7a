import { get as getByHttp } from 'node:http';
import { get as getByHttps } from 'node:https';
import {
  createLocalJWKSet,
  errors,
  type CryptoKey,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from 'jose';

/** The public keys that verify the tokens of a user pool. */
export interface UserPoolKeys {
  /** Fetches the keys, unless they are known. An error is ignored: the first token fetches them again. */
  prepare(): Promise<void>;
  /**
   * @returns the key that signed a token
   * @throws errors.JWKSNoMatchingKey when the pool has no such key; another error when the keys cannot be fetched
   */
  find(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey>;
}

interface Options {
  readonly fetchKeys?: (url: URL) => Promise<unknown>;
  /** The current time in milliseconds since 1970. */
  readonly now?: () => number;
}

// As createRemoteJWKSet of jose, which fetches with undici: it costs 30 ms of CPU on a cold start.
// https://github.com/panva/jose/blob/main/docs/jwks/remote/interfaces/RemoteJWKSetOptions.md
const MAX_AGE_MILLISECONDS = 600_000;
// Tokens with an unknown key, which anyone can send, fetch the keys again at most this often.
const COOLDOWN_MILLISECONDS = 30_000;
const TIMEOUT_MILLISECONDS = 5_000;

/**
 * Caches the key set of a user pool for ten minutes. A token whose key is unknown fetches it again, because the pool may have
 * rotated its keys, but not within 30 seconds of the last time.
 *
 * @param issuer  the URL of the pool
 */
export function userPoolKeys(
  issuer: string,
  { fetchKeys = fetchJson, now = Date.now }: Options = {},
): UserPoolKeys {
  const url = new URL(`${issuer}/.well-known/jwks.json`);
  let known: { find: ReturnType<typeof createLocalJWKSet>; fetchedAt: number } | undefined;
  let pending: Promise<void> | undefined;

  const isYoungerThan = (age: number) => known !== undefined && now() < known.fetchedAt + age;
  const fetchSet = async () => {
    const set = (await fetchKeys(url)) as JSONWebKeySet;
    known = { find: createLocalJWKSet(set), fetchedAt: now() };
  };
  // Concurrent requests share one fetch.
  const fetchOnce = () =>
    (pending ??= fetchSet().finally(() => {
      pending = undefined;
    }));
  const prepare = async () => {
    if (!known) await fetchOnce().catch(() => {});
  };

  return {
    prepare,
    async find(header, token) {
      // What was begun during initialization may have failed while the environment was frozen.
      if (pending && !known) await prepare();
      if (!isYoungerThan(MAX_AGE_MILLISECONDS)) await fetchOnce();
      try {
        return await known!.find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || isYoungerThan(COOLDOWN_MILLISECONDS)) throw error;
        await fetchOnce();
        return known!.find(header, token);
      }
    },
  };
}

/** @throws Error unless the response has status 200 and is JSON */
async function fetchJson(url: URL): Promise<unknown> {
  const get = url.protocol === 'http:' ? getByHttp : getByHttps;
  const text = await new Promise<string>((resolve, reject) => {
    const request = get(url, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        reject(new Error(`${url.href} responded ${response.statusCode}.`));
        return;
      }
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve(body));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
  return JSON.parse(text);
}
