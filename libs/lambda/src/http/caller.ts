import { AppError } from '#libs/errors';
import type { APIGatewayProxyEvent } from 'aws-lambda';

/** The caller of a request: a user of the user pool, a machine client, or anonymous. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly customerId: string; readonly groups: readonly string[] }
  | { readonly kind: 'machine'; readonly clientId: string; readonly scopes: readonly string[] };

type Claims = Readonly<Record<string, unknown>>;

/** Returns the caller that API Gateway's authorizer verified, or anonymous for a route without an authorizer. */
export function getCaller({ requestContext }: APIGatewayProxyEvent): Caller {
  const claims = requestContext.authorizer?.['claims'] as Claims | undefined;
  return claims ? toCaller(claims) : { kind: 'anonymous' };
}

/**
 * Converts the verified claims of a Cognito token to a caller. The token of a machine client has no user name.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export function toCaller(claims: Claims): Caller {
  const isUser = claims['username'] !== undefined || claims['cognito:username'] !== undefined;
  if (isUser)
    return { kind: 'user', customerId: String(claims['sub']), groups: toList(claims['cognito:groups']) };
  return { kind: 'machine', clientId: String(claims['client_id']), scopes: toList(claims['scope']) };
}

// API Gateway's authorizer passes a list claim as one string: `[a b]` or `a,b`.
function toList(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.map(String);
  return String(claim ?? '')
    .replaceAll(/[[\]]/g, '')
    .split(/[\s,]+/)
    .filter(Boolean);
}

/**
 * Returns the customer who calls.
 *
 * @throws AppError forbidden `auth.customers-only` when the caller is not a user
 */
export function requireCustomer(caller: Caller): { customerId: string; isStaff: boolean } {
  if (caller.kind !== 'user')
    throw new AppError('forbidden', 'auth.customers-only', {
      detail: 'Only customers can send this request. Sign in as a customer.',
    });
  return { customerId: caller.customerId, isStaff: caller.groups.includes('staff') };
}

/**
 * Rejects callers who are not staff.
 *
 * @param scope  a scope that also admits machine clients, such as `tradewind/catalog.write`
 * @throws AppError forbidden `auth.staff-only` when the caller is neither staff nor such a client
 */
export function requireStaff(caller: Caller, scope?: string): void {
  if (caller.kind === 'user' && caller.groups.includes('staff')) return;
  if (caller.kind === 'machine' && scope !== undefined && caller.scopes.includes(scope)) return;
  throw new AppError('forbidden', 'auth.staff-only', {
    detail: 'Only staff can send this request. Sign in as a member of staff.',
  });
}
