import { CognitoError, UnsupportedError } from 'cognito-local/lib/errors.js';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { User, UserPoolService } from 'cognito-local/lib/services/userPoolService.js';
import { checkPassword } from './password-policy.ts';
import { passwordPolicyOf } from './pool-settings.ts';
import type { AuthSession } from './auth-sessions.ts';
import { isCodeOf } from './software-token.ts';
import { findUser } from './find-user.ts';
import { createNextStep, type SignInDependencies } from './next-step.ts';

interface AuthInput {
  readonly ClientId: string;
  readonly UserPoolId?: string;
  readonly AuthFlow?: string;
  readonly AuthParameters?: Readonly<Record<string, string>>;
  readonly ChallengeName?: string;
  readonly ChallengeResponses?: Readonly<Record<string, string>>;
  readonly Session?: string;
  readonly ClientMetadata?: Record<string, string>;
}

const PASSWORD_FLOWS = ['USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH'];

/**
 * Signs users in with a password and, where the pool or the user requires it, a code of their authenticator app. It replaces
 * the operations of cognito-local, which accept any `Session`, and skip MFA for administrators and after a new password.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html
 */
export function createSignIn(deps: SignInDependencies) {
  const { pools, context, sessions } = deps;
  const next = createNextStep(deps);

  async function clientOf(input: AuthInput): Promise<{ client: AppClient; pool: UserPoolService }> {
    const client = await pools.getAppClient(context, input.ClientId);
    if (!client || (input.UserPoolId !== undefined && input.UserPoolId !== client.UserPoolId))
      throw new CognitoError(
        'ResourceNotFoundException',
        `User pool client ${input.ClientId} does not exist.`,
      );
    return { client, pool: await pools.getUserPool(context, client.UserPoolId) };
  }

  async function initiate(input: AuthInput): Promise<object> {
    const { client, pool } = await clientOf(input);
    if (PASSWORD_FLOWS.includes(String(input.AuthFlow))) {
      const user = await findUser(input, client, pool, deps);
      if (user.UserStatus === 'FORCE_CHANGE_PASSWORD')
        return next.challenge(user, client, 'NEW_PASSWORD_REQUIRED');
      return next.afterPassword(user, client, pool, input.ClientMetadata);
    }
    if (/^REFRESH_TOKEN(_AUTH)?$/.test(String(input.AuthFlow))) return refresh(input, client, pool);
    throw new UnsupportedError(`The flow ${input.AuthFlow} is not supported.`);
  }

  async function refresh(input: AuthInput, client: AppClient, pool: UserPoolService): Promise<object> {
    const token = input.AuthParameters?.['REFRESH_TOKEN'] ?? '';
    if (!(await deps.isUnexpired(token)))
      throw new CognitoError('NotAuthorizedException', 'Refresh Token has expired');
    const user = await pool.getUserByRefreshToken(context, token);
    if (!user) throw new CognitoError('NotAuthorizedException', 'Invalid Refresh Token');
    if (!user.Enabled) throw new CognitoError('NotAuthorizedException', 'User is disabled.');
    return next.renewTokens(user, client, pool, input.ClientMetadata);
  }

  async function respond(input: AuthInput): Promise<object> {
    const { client, pool } = await clientOf(input);
    const responses = input.ChallengeResponses ?? {};
    const session = sessions.find(input.Session);
    const user = await pool.getUserByUsername(context, responses['USERNAME'] ?? '');
    if (!user || !isFor(session, user, client) || session.challenge !== input.ChallengeName)
      throw new CognitoError('NotAuthorizedException', 'Invalid session for the user.');
    const answered = { session, user, responses, pool };
    const updated = await answerChallenge(answered);
    sessions.end(input.Session);
    return session.challenge === 'NEW_PASSWORD_REQUIRED'
      ? next.afterPassword(updated, client, pool, input.ClientMetadata)
      : next.signedIn(updated, client, pool, input.ClientMetadata);
  }

  /** @returns the user after the challenge. @throws CognitoError if the response is wrong */
  async function answerChallenge({ session, user, responses, pool }: AnsweredChallenge): Promise<User> {
    if (session.challenge === 'NEW_PASSWORD_REQUIRED')
      return saveNewPassword(user, responses['NEW_PASSWORD'] ?? '', pool);
    if (session.challenge === 'MFA_SETUP') {
      if (!session.isAppVerified)
        throw new CognitoError('InvalidParameterException', 'User has not verified software token mfa');
      return user;
    }
    if (!isCodeOf(user.SoftwareTokenMfaConfiguration?.Secret, responses['SOFTWARE_TOKEN_MFA_CODE']))
      throw new CognitoError('CodeMismatchException', 'Invalid code received for user');
    return user;
  }

  async function saveNewPassword(user: User, password: string, pool: UserPoolService): Promise<User> {
    checkPassword(password, passwordPolicyOf(pool.options));
    const updated: User = {
      ...user,
      Password: password,
      UserStatus: 'CONFIRMED',
      UserLastModifiedDate: new Date(),
    };
    await pool.saveUser(context, updated);
    return updated;
  }

  return { initiate, respond };
}

interface AnsweredChallenge {
  readonly session: AuthSession;
  readonly user: User;
  readonly responses: Readonly<Record<string, string>>;
  readonly pool: UserPoolService;
}

const isFor = (session: AuthSession, user: User, client: AppClient): boolean =>
  session.username === user.Username && session.clientId === client.ClientId;
