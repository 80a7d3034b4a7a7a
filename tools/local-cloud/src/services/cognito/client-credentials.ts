import { randomUUID } from 'node:crypto';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { SigningKey } from './signing-key.ts';
import { validitySeconds } from './user-tokens.ts';

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * The OAuth 2.0 token endpoint, which cognito-local lacks: the client credentials grant with custom scopes of resource
 * servers. https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export function createClientCredentials({
  findClient,
  key,
  issuerOf,
}: {
  findClient: (clientId: string) => Promise<AppClient | null>;
  key: SigningKey;
  issuerOf: (userPoolId: string) => string;
}): (form: URLSearchParams, authorization: string | undefined) => Promise<TokenAnswer> {
  return async (form, authorization) => {
    if (form.get('grant_type') !== 'client_credentials') return refused('unsupported_grant_type');
    const { clientId, secret } = credentialsOf(form, authorization);
    const client = clientId ? await findClient(clientId) : null;
    if (!client?.ClientSecret || client.ClientSecret !== secret) return refused('invalid_client');
    if (!client.AllowedOAuthFlows?.includes('client_credentials') || !client.AllowedOAuthFlowsUserPoolClient)
      return refused('unauthorized_client');
    const allowed = client.AllowedOAuthScopes ?? [];
    const scopes = form.get('scope')?.split(' ').filter(Boolean) ?? allowed;
    if (scopes.length === 0 || scopes.some((scope) => !allowed.includes(scope)))
      return refused('invalid_scope');
    const now = Math.floor(Date.now() / 1000);
    const expiresInSeconds = validitySeconds(client, 'AccessToken', 3600, 'hours');
    const token = await key.sign({
      sub: client.ClientId,
      iss: issuerOf(client.UserPoolId),
      token_use: 'access',
      scope: scopes.join(' '),
      client_id: client.ClientId,
      version: 2,
      auth_time: now,
      iat: now,
      exp: now + expiresInSeconds,
      jti: randomUUID(),
    });
    return { status: 200, body: { access_token: token, expires_in: expiresInSeconds, token_type: 'Bearer' } };
  };
}

function credentialsOf(form: URLSearchParams, authorization: string | undefined) {
  const basic = /^Basic (?<encoded>.+)$/i.exec(authorization ?? '')?.groups?.encoded;
  if (!basic) return { clientId: form.get('client_id'), secret: form.get('client_secret') };
  const [clientId, secret] = Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent);
  return { clientId, secret };
}

const refused = (error: string): TokenAnswer => ({ status: 400, body: { error } });
