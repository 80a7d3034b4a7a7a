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
 * Returns what identifies a caller from one request to the next. Groups and scopes may change in between.
 *
 * @param sessionToken  the secret that distinguishes guests
 */
export function toIdentity(caller: Caller, sessionToken: string | undefined): string {
  if (caller.kind === 'user') return `customer ${caller.customerId}`;
  return caller.kind === 'machine' ? `client ${caller.clientId}` : `guest ${sessionToken ?? ''}`;
}
