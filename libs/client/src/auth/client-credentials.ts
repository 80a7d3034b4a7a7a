import { cachedToken } from './cached-token.ts';
import { SignInError } from './sign-in-error.ts';
import type { TokenProvider } from './token-provider.ts';

export interface MachineClient {
  /** `https://DOMAIN.auth.REGION.amazoncognito.com/oauth2/token` */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** By default all scopes of the client. */
  readonly scopes?: readonly string[];
  readonly fetch?: typeof globalThis.fetch;
}

interface TokenResponse {
  readonly access_token?: string;
  readonly expires_in?: number;
  readonly error?: string;
}

/**
 * The tokens of a machine client (OAuth 2.0 client credentials, RFC 6749, section 4.4). For servers only: the secret must
 * not reach a browser.
 *
 * @throws SignInError from the calls, if the token endpoint rejects the client
 */
export const clientCredentials = ({
  tokenUrl,
  clientId,
  clientSecret,
  scopes,
  fetch = globalThis.fetch,
}: MachineClient): TokenProvider =>
  cachedToken(async () => {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        ...(scopes && { scope: scopes.join(' ') }),
      }),
    });
    const body = (await response.json().catch(() => ({}))) as TokenResponse;
    if (body.access_token === undefined) throw new SignInError(body.error ?? `status ${response.status}`);
    return { token: body.access_token, expiresAt: Date.now() + (body.expires_in ?? 0) * 1000 };
  });
