import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { totp } from './totp.ts';

/** A user of services/identity/local/users.json. */
export interface SeededAccount {
  readonly pool: 'customer' | 'staff';
  readonly email: string;
  readonly password: string;
}

/** What identity publishes below `/tradewind/STAGE/identity/`, by name, and its user pools. */
export interface IdentityAccess {
  readonly pools: CognitoIdentityProviderClient;
  /** Returns the value of a parameter: `staff-client-id`. */
  readonly parameter: (name: string) => Promise<string>;
}

/** The parameter with the secret of the seeded authenticator app, which the seed of identity stores. */
export const AUTHENTICATOR_SECRET = 'seeded-staff-authenticator-secret';

/**
 * Signs in a seeded user: customers with a password, staff also with a code of their authenticator app.
 *
 * @returns an access token
 * @throws Error of the SDK, or if the pool requires another challenge
 */
export async function signIn(
  { pool, email, password }: SeededAccount,
  { pools, parameter }: IdentityAccess,
): Promise<string> {
  const { InitiateAuthCommand, RespondToAuthChallengeCommand } = await loadSdk();
  const ClientId = await parameter(`${pool}-client-id`);
  const entered = await pools.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  const { ChallengeName, Session } = entered;
  const { AuthenticationResult: tokens } =
    ChallengeName === 'SOFTWARE_TOKEN_MFA'
      ? await pools.send(
          new RespondToAuthChallengeCommand({
            ClientId,
            ChallengeName,
            Session,
            ChallengeResponses: {
              USERNAME: email,
              SOFTWARE_TOKEN_MFA_CODE: totp(await parameter(AUTHENTICATOR_SECRET)),
            },
          }),
        )
      : entered;
  if (tokens?.AccessToken === undefined) throw new Error(`${email} cannot sign in: ${ChallengeName}.`);
  return tokens.AccessToken;
}

/**
 * Requests the token of a machine client with the client credentials grant.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 *
 * @param name           the client: `warehouse`
 * @param tokenEndpoint  the URL of the token endpoint of the pool
 * @returns an access token with all scopes of the client
 * @throws Error if the token endpoint rejects the request
 */
export async function getMachineToken(
  name: string,
  tokenEndpoint: string,
  { pools, parameter }: IdentityAccess,
): Promise<string> {
  const { DescribeUserPoolClientCommand } = await loadSdk();
  const [UserPoolId, ClientId] = await Promise.all(
    ['staff-pool-id', `${name}-client-id`].map((each) => parameter(each)),
  );
  const { UserPoolClient } = await pools.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${ClientId}:${UserPoolClient?.ClientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token, error } = (await response.json()) as { access_token?: string; error?: string };
  if (token === undefined)
    throw new Error(`The token endpoint rejected the request: ${error ?? response.status}.`);
  return token;
}

/** Most tests import this library for its fakes only, and would load the SDK in vain. */
const loadSdk = () => import('@aws-sdk/client-cognito-identity-provider');
