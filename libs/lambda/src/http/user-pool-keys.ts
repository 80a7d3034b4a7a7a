import { get as getByHttp } from 'node:http';
import { get as getByHttps } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
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
  /** Fetches a URL. @throws when it takes longer than that */
  readonly fetchKeys?: (url: URL, timeoutMilliseconds: number) => Promise<unknown>;
  /** The current time in milliseconds since 1970. */
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** A number from 0 to 1. */
  readonly random?: () => number;
}

// As createRemoteJWKSet of jose, which fetches with undici: it costs 30 ms of CPU on a cold start.
// https://github.com/panva/jose/blob/main/docs/jwks/remote/interfaces/RemoteJWKSetOptions.md
const MAX_AGE_MILLISECONDS = 600_000;
// Tokens with an unknown key, which anyone can send, fetch the keys again at most this often.
const COOLDOWN_MILLISECONDS = 30_000;
// A pool that is not reachable issues no tokens, and those that it issued are valid for an hour at most.
const MAX_STALE_MILLISECONDS = 3_600_000;
const ATTEMPT_MILLISECONDS = 1_500;
// The functions time out after 10 s, and need some of it for the request itself.
const DEADLINE_MILLISECONDS = 4_000;
const BASE_PAUSE_MILLISECONDS = 50;
// While the last keys are used, few requests wait for an attempt to fetch newer ones.
const REFRESH_PAUSE_MILLISECONDS = 5_000;

/**
 * Caches the key set of a user pool for ten minutes. A token whose key is unknown fetches it again, because the pool may have
 * rotated its keys, but not within 30 seconds of the last time.
 *
 * While the pool is not reachable, the last keys stay in use for up to an hour. Without keys, a request retries for up to
 * four seconds, with growing pauses and jitter: the pool may only be restarting.
 *
 * @param issuer  the URL of the pool
 */
export function userPoolKeys(
  issuer: string,
  { fetchKeys = fetchJson, now = Date.now, sleep = pause, random = Math.random }: Options = {},
): UserPoolKeys {
  const url = new URL(`${issuer}/.well-known/jwks.json`);
  let known: { find: ReturnType<typeof createLocalJWKSet>; fetchedAt: number } | undefined;
  let pending: Promise<void> | undefined;
  let refreshAt = 0;

  const isYoungerThan = (age: number) => known !== undefined && now() < known.fetchedAt + age;
  const fetchSet = async (timeoutMilliseconds = ATTEMPT_MILLISECONDS) => {
    const set = (await fetchKeys(url, timeoutMilliseconds)) as JSONWebKeySet;
    known = { find: createLocalJWKSet(set), fetchedAt: now() };
  };
  const fetchUntilDeadline = async () => {
    const deadline = now() + DEADLINE_MILLISECONDS;
    for (let attempt = 1; ; attempt++) {
      try {
        return await fetchSet(Math.min(ATTEMPT_MILLISECONDS, deadline - now()));
      } catch (error) {
        const delay = (0.5 + random() / 2) * BASE_PAUSE_MILLISECONDS * 2 ** attempt;
        if (now() + delay >= deadline) throw error;
        await sleep(delay);
      }
    }
  };
  // Concurrent requests share one fetch.
  const once = (fetch: () => Promise<void>) =>
    (pending ??= fetch().finally(() => {
      pending = undefined;
    }));
  const prepare = async () => {
    if (!known) await once(fetchSet).catch(() => {});
  };
  /** One attempt. If it fails, the last keys stay in use. */
  const refresh = async () => {
    if (now() < refreshAt) return;
    await once(fetchSet).catch(() => {
      refreshAt = now() + REFRESH_PAUSE_MILLISECONDS;
    });
  };

  return {
    prepare,
    async find(header, token) {
      // What was begun during initialization may have failed while the environment was frozen.
      if (pending && !known) await prepare();
      if (!isYoungerThan(MAX_STALE_MILLISECONDS)) await once(fetchUntilDeadline);
      else if (!isYoungerThan(MAX_AGE_MILLISECONDS)) await refresh();
      try {
        return await known!.find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || isYoungerThan(COOLDOWN_MILLISECONDS)) throw error;
        // One attempt: a forged token must not keep a function busy.
        await once(fetchSet);
        return known!.find(header, token);
      }
    },
  };
}

/** @throws Error unless the response has status 200 and is JSON */
async function fetchJson(url: URL, timeoutMilliseconds: number): Promise<unknown> {
  const get = url.protocol === 'http:' ? getByHttp : getByHttps;
  const text = await new Promise<string>((resolve, reject) => {
    const request = get(url, { signal: AbortSignal.timeout(timeoutMilliseconds) }, (response) => {
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
