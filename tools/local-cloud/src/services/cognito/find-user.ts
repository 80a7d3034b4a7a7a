import { CognitoError } from 'cognito-local/lib/errors.js';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { User, UserPoolService } from 'cognito-local/lib/services/userPoolService.js';
import { isTemporaryPasswordExpired } from './password-policy.ts';
import { passwordPolicyOf } from './pool-settings.ts';
import type { SignInDependencies } from './next-step.ts';

interface PasswordInput {
  readonly AuthParameters?: Readonly<Record<string, string>>;
  readonly ClientMetadata?: Record<string, string>;
}

/**
 * Finds the user of a sign-in, or lets the pool's UserMigration trigger create it, and checks the password.
 *
 * @throws CognitoError if the user is unknown or must not sign in. As with PreventUserExistenceErrors, an unknown user and a
 *   wrong password have the same error.
 */
export async function findUser(
  { AuthParameters: parameters = {}, ClientMetadata: validationData }: PasswordInput,
  client: AppClient,
  pool: UserPoolService,
  { context, triggers, hasTrigger }: SignInDependencies,
): Promise<User> {
  const { USERNAME: username, PASSWORD: password } = parameters;
  if (!username || !password)
    throw new CognitoError('InvalidParameterException', 'Missing required parameter USERNAME or PASSWORD');
  const user =
    (await pool.getUserByUsername(context, username)) ??
    (hasTrigger(client.UserPoolId, 'UserMigration')
      ? await triggers.userMigration(context, {
          clientId: client.ClientId,
          userPoolId: client.UserPoolId,
          username,
          password,
          userAttributes: [],
          clientMetadata: undefined,
          validationData,
        })
      : null);
  if (!user || user.Password !== password)
    throw new CognitoError('NotAuthorizedException', 'Incorrect username or password.');
  refuseStatus(user, pool);
  return user;
}

function refuseStatus(user: User, pool: UserPoolService): void {
  if (!user.Enabled) throw new CognitoError('NotAuthorizedException', 'User is disabled.');
  if (user.UserStatus === 'UNCONFIRMED')
    throw new CognitoError('UserNotConfirmedException', 'User is not confirmed.');
  if (user.UserStatus === 'RESET_REQUIRED')
    throw new CognitoError('PasswordResetRequiredException', 'Password reset required for the user');
  const setAt = new Date(user.UserLastModifiedDate);
  if (
    user.UserStatus === 'FORCE_CHANGE_PASSWORD' &&
    isTemporaryPasswordExpired(setAt, passwordPolicyOf(pool.options), new Date())
  )
    throw new CognitoError(
      'NotAuthorizedException',
      'Temporary password has expired and must be reset by an administrator.',
    );
}
