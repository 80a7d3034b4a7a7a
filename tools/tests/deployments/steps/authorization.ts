import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { signIn, type SeededAccount } from '#libs/testing';
import type { LocalContext } from '../../../local-cloud/src/contract/local-context.ts';
import { verify } from '../report/verify.ts';

const adjustments = `/inventory/stock/prd_${'1'.padStart(36, '0')}/adjustments`;

/** Of services/identity/local/users.json. */
export type SeededUsers = Readonly<Record<'customer' | 'staff', SeededAccount>>;

/** Calls routes that need a token with none, a bad one, a customer's, and that of staff, who sign in with MFA. */
export async function callAsUsers(local: LocalContext, users: SeededUsers): Promise<string> {
  const identity = {
    pools: new CognitoIdentityProviderClient(local.awsClientConfig),
    parameter: (name: string) => local.parameter(`/tradewind/${local.stage}/identity/${name}`),
  };
  const [customer, staff] = [await signIn(users.customer, identity), await signIn(users.staff, identity)];
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
    ['a customer', adjustments, customer, 401],
    ['a staff member', '/identity/me', staff, 401],
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
