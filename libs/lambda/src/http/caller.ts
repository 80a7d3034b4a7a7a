import { AppError } from '#libs/errors';
import type { APIGatewayProxyEvent } from 'aws-lambda';

/** Who calls: a person of the user pool, another system, or nobody we know. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly customerId: string; readonly groups: readonly string[] }
  | { readonly kind: 'machine'; readonly clientId: string; readonly scopes: readonly string[] };

type Claims = Readonly<Record<string, unknown>>;

/** The caller of a request whose token API Gateway's authorizer has verified; without an authorizer anonymous. */
export function callerOf({ requestContext }: APIGatewayProxyEvent): Caller {
  const claims = requestContext.authorizer?.['claims'] as Claims | undefined;
  return claims ? toCaller(claims) : { kind: 'anonymous' };
}

/**
 * The caller that verified claims of a Cognito token name. A client's own token has no user name.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export function toCaller(claims: Claims): Caller {
  const isPerson = claims['username'] !== undefined || claims['cognito:username'] !== undefined;
  if (isPerson)
    return { kind: 'user', customerId: String(claims['sub']), groups: listOf(claims['cognito:groups']) };
  return { kind: 'machine', clientId: String(claims['client_id']), scopes: listOf(claims['scope']) };
}

// A list in a token; through API Gateway's authorizer it arrives as one string, `[a b]` or `a,b`.
function listOf(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.map(String);
  return String(claim ?? '')
    .replaceAll(/[[\]]/g, '')
    .split(/[\s,]+/)
    .filter(Boolean);
}

/** @throws AppError forbidden `auth.customers-only` unless a person calls */
export function requireCustomer(caller: Caller): { customerId: string; isStaff: boolean } {
  if (caller.kind !== 'user')
    throw new AppError('forbidden', 'auth.customers-only', { detail: 'Sign in as a customer.' });
  return { customerId: caller.customerId, isStaff: caller.groups.includes('staff') };
}

/**
 * @param scope  what lets a machine client in as well, such as `tradewind/catalog.write`
 * @throws AppError forbidden `auth.staff-only` unless one of the staff or such a client calls
 */
export function requireStaff(caller: Caller, scope?: string): void {
  if (caller.kind === 'user' && caller.groups.includes('staff')) return;
  if (caller.kind === 'machine' && scope !== undefined && caller.scopes.includes(scope)) return;
  throw new AppError('forbidden', 'auth.staff-only', { detail: 'Only staff may do this.' });
}
