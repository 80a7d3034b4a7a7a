import { AppError } from '#libs/errors';
import type { APIGatewayProxyEvent } from 'aws-lambda';

/** The caller of a request, by the user pool that issued the token. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'customer'; readonly customerId: string }
  | { readonly kind: 'staff'; readonly staffId: string }
  | { readonly kind: 'machine'; readonly clientId: string; readonly scopes: readonly string[] };

/** The issuers of the tokens that a function accepts: the URLs of its user pools. */
export interface Issuers {
  readonly customers?: string | undefined;
  /** The pool of staff, which is also the pool of machine clients. */
  readonly staff?: string | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * The issuers that tools/serverless-conventions gives a function: those of the pools of its authorizers.
 *
 * @param variables  the environment variables; `process.env` by default
 */
export const configuredIssuers = (
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Issuers => ({ customers: variables['CUSTOMER_ISSUER_URL'], staff: variables['STAFF_ISSUER_URL'] });

/** Returns the caller that API Gateway's authorizer verified, or anonymous for a route without an authorizer. */
export function getCaller({ requestContext }: APIGatewayProxyEvent, issuers?: Issuers): Caller {
  const claims = requestContext.authorizer?.['claims'] as Claims | undefined;
  return claims ? toCaller(claims, issuers ?? configuredIssuers()) : { kind: 'anonymous' };
}

/**
 * Converts the verified claims of a Cognito access token to a caller. Who the caller is depends on the pool alone, never on a
 * group, which a pool could give to anybody. The token of a machine client has no user name.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 *
 * @throws AppError unauthorized `auth.unauthorized` for the token of another pool
 */
export function toCaller(claims: Claims, { customers, staff }: Issuers): Caller {
  const { iss: issuer, sub, username } = claims;
  if (issuer !== undefined && username !== undefined && issuer === customers)
    return { kind: 'customer', customerId: String(sub) };
  if (issuer !== undefined && issuer === staff) {
    if (username !== undefined) return { kind: 'staff', staffId: String(sub) };
    return { kind: 'machine', clientId: String(claims['client_id']), scopes: toList(claims['scope']) };
  }
  throw new AppError('unauthorized', 'auth.unauthorized', {
    detail: 'The token is from a user pool that this route does not accept. Sign in with another account.',
  });
}

const toList = (claim: unknown): string[] =>
  String(claim ?? '')
    .split(' ')
    .filter(Boolean);

/**
 * Returns what identifies a caller from one request to the next. Scopes may change in between.
 *
 * @param sessionToken  the secret that distinguishes guests
 */
export function toIdentity(caller: Caller, sessionToken: string | undefined): string {
  switch (caller.kind) {
    case 'customer':
      return `customer ${caller.customerId}`;
    case 'staff':
      return `staff ${caller.staffId}`;
    case 'machine':
      return `client ${caller.clientId}`;
    case 'anonymous':
      return `guest ${sessionToken ?? ''}`;
  }
}
