import { CognitoError } from 'cognito-local/lib/errors.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { UserPool } from 'cognito-local/lib/services/userPoolService.js';
import { decodeJwt } from 'jose';
import { checkPassword, newTemporaryPassword } from './password-policy.ts';
import { allowsRecovery, allowsSignUp, passwordPolicyOf } from './pool-settings.ts';
import type { CognitoPools } from './cognito-pools.ts';

type Input = Readonly<Record<string, unknown>>;

/** The operations that set a password, and the parameter that has it. */
const passwordParameters: Readonly<Record<string, string>> = {
  SignUp: 'Password',
  ConfirmForgotPassword: 'Password',
  AdminSetUserPassword: 'Password',
  ChangePassword: 'ProposedPassword',
  AdminCreateUser: 'TemporaryPassword',
};

/**
 * Applies the settings of a pool to operations that set a password, which cognito-local does not: the password policy,
 * and whether users may sign up and recover their password themselves. The challenge NEW_PASSWORD_REQUIRED is part of the sign-in.
 *
 * @returns a function that returns the input, with a temporary password where AdminCreateUser has none
 */
export function createNewPasswordRules({ pools, context }: { pools: CognitoPools; context: Context }) {
  return async (operation: string, input: Input): Promise<Input> => {
    if (operation === 'ForgotPassword' && !allowsRecovery(await findPool(input, { pools, context })))
      throw new CognitoError('NotAuthorizedException', 'Contact administrator to reset password');
    const parameter = passwordParameters[operation];
    if (parameter === undefined) return input;
    const pool = await findPool(input, { pools, context });
    if (operation === 'SignUp' && !allowsSignUp(pool))
      throw new CognitoError('NotAuthorizedException', 'SignUp is not permitted for this user pool');
    const policy = passwordPolicyOf(pool);
    if (operation === 'AdminCreateUser' && input[parameter] === undefined)
      return { ...input, [parameter]: newTemporaryPassword(policy) };
    checkPassword(String(input[parameter] ?? ''), policy);
    return input;
  };
}

async function findPool(
  { UserPoolId: userPoolId, ClientId: clientId, AccessToken: token }: Input,
  { pools, context }: { pools: CognitoPools; context: Context },
): Promise<UserPool> {
  if (userPoolId !== undefined) return (await pools.getUserPool(context, String(userPoolId))).options;
  const client = clientId ?? decodeJwt(String(token))['client_id'];
  return (await pools.getUserPoolForClientId(context, String(client))).options;
}
