import { cachedToken } from './cached-token.ts';
import { callPool, type UserPool } from './call-pool.ts';
import { SignInError } from './sign-in-error.ts';
import type { AccessToken, TokenProvider } from './token-provider.ts';

export interface UserCredentials {
  readonly email: string;
  readonly password: string;
  /** Asks the user for the code of the authenticator app, if the user has one. Staff always do. */
  readonly authenticatorCode?: () => Promise<string>;
}

/** The session of a signed-in user: give it to the client as `auth`. */
export interface UserSession extends TokenProvider {
  /** Keep it to resume the session with {@link resumeUserSession}. It is a secret. */
  readonly refreshToken: string;
  /** Revokes the refresh token. An access token stays valid until it expires. */
  signOut(): Promise<void>;
}

/**
 * Signs in a customer or a member of staff with a password, and keeps the session's access token fresh. Works in browsers:
 * the app clients of the user pools have no secret.
 *
 * @throws SignInError if the credentials or the code are wrong, or the pool requires something else, such as a new password
 */
export async function signIn(pool: UserPool, credentials: UserCredentials): Promise<UserSession> {
  const { email, password, authenticatorCode } = credentials;
  const answer = await callPool<AuthAnswer>(pool, 'InitiateAuth', {
    ClientId: pool.clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD: password },
  });
  const { AuthenticationResult: tokens, ChallengeName: challenge } =
    answer.ChallengeName === 'SOFTWARE_TOKEN_MFA' && authenticatorCode
      ? await callPool<AuthAnswer>(pool, 'RespondToAuthChallenge', {
          ClientId: pool.clientId,
          ChallengeName: answer.ChallengeName,
          Session: answer.Session,
          ChallengeResponses: { USERNAME: email, SOFTWARE_TOKEN_MFA_CODE: await authenticatorCode() },
        })
      : answer;
  if (tokens?.RefreshToken === undefined)
    throw new SignInError(challenge ?? 'NoTokens', `The user pool requires another step: ${challenge}.`);
  return userSession(pool, tokens.RefreshToken, toAccessToken(tokens));
}

/**
 * Continues a session that {@link signIn} started, such as after a page was loaded again. The first call that needs a token
 * requests one; it throws a SignInError if the session was revoked or has expired.
 */
export const resumeUserSession = (pool: UserPool, refreshToken: string): UserSession =>
  userSession(pool, refreshToken, undefined);

function userSession(pool: UserPool, refreshToken: string, first: AccessToken | undefined): UserSession {
  let unused = first;
  let isSignedOut = false;
  const tokens = cachedToken(async () => {
    if (isSignedOut) return undefined;
    const token = unused ?? (await refreshAccessToken(pool, refreshToken));
    unused = undefined;
    return token;
  });
  return {
    refreshToken,
    canRefresh: true,
    getToken: async (options) => (isSignedOut ? undefined : tokens.getToken(options)),
    async signOut() {
      isSignedOut = true;
      await callPool(pool, 'RevokeToken', { ClientId: pool.clientId, Token: refreshToken });
    },
  };
}

async function refreshAccessToken(pool: UserPool, refreshToken: string): Promise<AccessToken> {
  const { AuthenticationResult: tokens } = await callPool<AuthAnswer>(pool, 'InitiateAuth', {
    ClientId: pool.clientId,
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
  if (tokens === undefined) throw new SignInError('NoTokens', 'The user pool returned no tokens.');
  return toAccessToken(tokens);
}

interface Tokens {
  readonly AccessToken: string;
  readonly ExpiresIn?: number;
  readonly RefreshToken?: string;
}

interface AuthAnswer {
  readonly AuthenticationResult?: Tokens;
  readonly ChallengeName?: string;
  readonly Session?: string;
}

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AuthenticationResultType.html
const DEFAULT_LIFETIME_SECONDS = 3_600;

const toAccessToken = ({ AccessToken, ExpiresIn = DEFAULT_LIFETIME_SECONDS }: Tokens): AccessToken => ({
  token: AccessToken,
  expiresAt: Date.now() + ExpiresIn * 1000,
});
