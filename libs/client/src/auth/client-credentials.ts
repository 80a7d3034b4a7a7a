import { cachedToken } from './cached-token.ts';
import { requestJson, type TokenRequestOptions } from './request-json.ts';
import { SignInError } from './sign-in-error.ts';
import type { TokenProvider } from './token-provider.ts';

export interface MachineClient extends TokenRequestOptions {
  /** `https://DOMAIN.auth.REGION.amazoncognito.com/oauth2/token` */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** By default all scopes of the client. */
  readonly scopes?: readonly string[];
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
 * @throws DOMException `TimeoutError` from the calls, without a response in time
 */
export const clientCredentials = ({
  tokenUrl,
  clientId,
  clientSecret,
  scopes,
  ...options
}: MachineClient): TokenProvider =>
  cachedToken(async () => {
    const headers = { Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      ...(scopes && { scope: scopes.join(' ') }),
    });
    const response = await requestJson(tokenUrl, { headers, body: form }, options);
    const { access_token: token, expires_in: lifetimeSeconds = 0, error } = response.body as TokenResponse;
    if (token === undefined) throw new SignInError(error ?? `status ${response.status}`);
    return { token, expiresAt: Date.now() + lifetimeSeconds * 1000 };
  });
