import { callPool, type UserPool } from './call-pool.ts';

/**
 * Creates the account of a customer. The pool emails a code, which {@link confirmSignUp} needs.
 *
 * @throws SignInError with the error of Cognito, such as `UsernameExistsException` or `InvalidPasswordException`
 */
export async function signUp(
  pool: UserPool,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<void> {
  await callPool(pool, 'SignUp', {
    ClientId: pool.clientId,
    Username: email,
    Password: password,
    UserAttributes: [{ Name: 'email', Value: email }],
  });
}

/**
 * Confirms the email address of a new account. The customer can sign in afterwards.
 *
 * @throws SignInError with the error of Cognito, such as `CodeMismatchException`
 */
export async function confirmSignUp(
  pool: UserPool,
  { email, code }: { readonly email: string; readonly code: string },
): Promise<void> {
  await callPool(pool, 'ConfirmSignUp', {
    ClientId: pool.clientId,
    Username: email,
    ConfirmationCode: code,
  });
}
