import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { TokenGenerator } from 'cognito-local/lib/services/tokenGenerator.js';
import type { Triggers } from 'cognito-local/lib/services/triggers/triggers.js';
import type { User, UserPoolService } from 'cognito-local/lib/services/userPoolService.js';
import type { LambdaConfig } from './pool-triggers.ts';
import type { CognitoPools } from './cognito-pools.ts';
import { validitySeconds } from './user-tokens.ts';
import type { AuthSessions, Challenge } from './auth-sessions.ts';

export interface SignInDependencies {
  readonly pools: CognitoPools;
  readonly context: Context;
  readonly sessions: AuthSessions;
  readonly tokens: TokenGenerator;
  readonly triggers: Pick<Triggers, 'userMigration' | 'postAuthentication'>;
  readonly hasTrigger: (userPoolId: string, trigger: keyof LambdaConfig) => boolean;
  /** Whether a refresh token is signed by this cloud and has not expired. */
  readonly isUnexpired: (refreshToken: string) => Promise<boolean>;
}

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
const SESSION_MINUTES = 3;

/** What follows a step of a sign-in: the next challenge, or the tokens. */
export function createNextStep({
  context,
  sessions,
  tokens,
  triggers,
  hasTrigger,
}: Pick<SignInDependencies, 'context' | 'sessions' | 'tokens' | 'triggers' | 'hasTrigger'>) {
  function challenge(user: User, client: AppClient, name: Challenge): object {
    const { AuthSessionValidity: minutes = SESSION_MINUTES } = client as { AuthSessionValidity?: number };
    return {
      ChallengeName: name,
      ChallengeParameters: { USER_ID_FOR_SRP: user.Username, ...parametersOf(name, user) },
      Session: sessions.open(
        {
          userPoolId: client.UserPoolId,
          clientId: client.ClientId,
          username: user.Username,
          challenge: name,
        },
        Number(minutes),
      ),
    };
  }

  /** The pool requires MFA with `ON`; with `OPTIONAL`, users who set up an app have chosen it. */
  async function afterPassword(
    user: User,
    client: AppClient,
    pool: UserPoolService,
    metadata?: Record<string, string>,
  ): Promise<object> {
    const { MfaConfiguration: mfa = 'OFF' } = pool.options;
    const hasApp = user.SoftwareTokenMfaConfiguration?.Verified === true;
    const choseApp = hasApp && (user.UserMFASettingList ?? []).includes('SOFTWARE_TOKEN_MFA');
    if (mfa === 'ON') return challenge(user, client, hasApp ? 'SOFTWARE_TOKEN_MFA' : 'MFA_SETUP');
    if (mfa === 'OPTIONAL' && choseApp) return challenge(user, client, 'SOFTWARE_TOKEN_MFA');
    return signedIn(user, client, pool, metadata);
  }

  async function signedIn(
    user: User,
    client: AppClient,
    pool: UserPoolService,
    metadata?: Record<string, string>,
  ): Promise<object> {
    if (hasTrigger(client.UserPoolId, 'PostAuthentication'))
      await triggers.postAuthentication(context, {
        clientId: client.ClientId,
        clientMetadata: metadata,
        source: 'PostAuthentication_Authentication',
        userAttributes: user.Attributes,
        username: user.Username,
        userPoolId: client.UserPoolId,
      });
    const groups = await pool.listUserGroupMembership(context, user);
    const created = await tokens.generate(context, user, groups, client, metadata, 'Authentication');
    await pool.storeRefreshToken(context, created.RefreshToken, user);
    return authenticated(created, client);
  }

  async function renewTokens(
    user: User,
    client: AppClient,
    pool: UserPoolService,
    metadata?: Record<string, string>,
  ): Promise<object> {
    const groups = await pool.listUserGroupMembership(context, user);
    const created = await tokens.generate(context, user, groups, client, metadata, 'RefreshTokens');
    const { AccessToken, IdToken } = created;
    return authenticated({ AccessToken, IdToken }, client);
  }

  return { challenge, afterPassword, signedIn, renewTokens };
}

const authenticated = (tokens: object, client: AppClient): object => ({
  ChallengeParameters: {},
  AuthenticationResult: {
    ...tokens,
    TokenType: 'Bearer',
    ExpiresIn: validitySeconds(client, 'AccessToken', 3600, 'hours'),
  },
});

function parametersOf(name: Challenge, user: User): Record<string, string> {
  if (name === 'MFA_SETUP') return { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' };
  if (name !== 'NEW_PASSWORD_REQUIRED') return {};
  const attributes = Object.fromEntries(user.Attributes.map(({ Name, Value }) => [Name, Value]));
  return { requiredAttributes: '[]', userAttributes: JSON.stringify(attributes) };
}
