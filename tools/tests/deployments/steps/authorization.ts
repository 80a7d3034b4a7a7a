import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { LocalContext } from '../../../local-cloud/src/contract/local-context.ts';
import { verify } from '../report/verify.ts';

const adjustments = `/inventory/stock/prd_${'1'.padStart(36, '0')}/adjustments`;

interface User {
  readonly email: string;
  readonly password: string;
}

/** Of services/identity/local/users.json. */
export type SeededUsers = Readonly<Record<'customer' | 'staff', User>>;

/** Calls routes that need a token with none, a bad one, a customer's and a staff member's of the deployed user pool. */
export async function callAsUsers(local: LocalContext, users: SeededUsers): Promise<string> {
  const [customer, staff] = [await signIn(users.customer, local), await signIn(users.staff, local)];
  const status = async (path: string, token?: string) => {
    const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
    return (await fetch(`${local.apiUrl}${path}`, { headers })).status;
  };
  const expected: readonly (readonly [
    who: string,
    path: string,
    token: string | undefined,
    status: number,
  ])[] = [
    ['no token', '/identity/me', undefined, 401],
    ['a forger', '/identity/me', `${customer.slice(0, -8)}AAAAAAAA`, 401],
    ['a customer', '/identity/me', customer, 200],
    ['a customer', '/orders', customer, 200],
    ['a customer', adjustments, customer, 403],
    ['a staff member', adjustments, staff, 200],
  ];
  for (const [who, path, token, wanted] of expected) {
    const got = await status(path, token);
    verify(got === wanted, `${who} gets ${wanted} at ${path}`, String(got));
  }
  return expected
    .map(([who, path, , wanted]) => `${wanted} for ${who} at ${path.replace(/prd_\w+/, '{productId}')}`)
    .join('\n');
}

async function signIn({ email, password }: User, local: LocalContext): Promise<string> {
  const pool = new CognitoIdentityProviderClient(local.awsClientConfig);
  const { AuthenticationResult } = await pool.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: await local.parameter(`/tradewind/${local.stage}/identity/user-pool-client-id`),
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  return AuthenticationResult?.AccessToken ?? '';
}
