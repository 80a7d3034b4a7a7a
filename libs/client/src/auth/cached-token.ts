import type { AccessToken, TokenProvider } from './token-provider.ts';

/** A token is replaced this long before it expires, so that it is still valid when the request arrives. */
const SPARE_MILLISECONDS = 60_000;

/**
 * Keeps a token until shortly before it expires or the API rejects it. Calls that need a new token at the same time share
 * one request.
 *
 * @param requestToken  requests a token: a JWT, or a token with the time when it expires; undefined if no user is signed in
 */
export function cachedToken(
  requestToken: () => Promise<string | AccessToken | undefined>,
  now: () => number = Date.now,
): TokenProvider {
  let current: AccessToken | undefined;
  let pending: Promise<AccessToken | undefined> | undefined;

  async function request(): Promise<AccessToken | undefined> {
    const received = await requestToken();
    return typeof received === 'string' ? { token: received, expiresAt: readExpiry(received) } : received;
  }

  return {
    canRefresh: true,
    async getToken({ refresh }) {
      if (!refresh && current && current.expiresAt - SPARE_MILLISECONDS > now()) return current.token;
      pending ??= request().finally(() => {
        pending = undefined;
      });
      current = await pending;
      return current?.token;
    },
  };
}

/** @returns when a JWT expires, in milliseconds since 1970; never for a token that does not say it */
function readExpiry(token: string): number {
  try {
    const payload = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const { exp } = JSON.parse(atob(payload)) as { readonly exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : Infinity;
  } catch {
    return Infinity;
  }
}
