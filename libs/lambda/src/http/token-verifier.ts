import { duringInitialization } from '#libs/config';
import { AppError } from '#libs/errors';
import { errors, jwtVerify } from 'jose';
import { toCaller, type Caller } from './caller.ts';
import { userPoolKeys, type UserPoolKeys } from './user-pool-keys.ts';

/** Verifies the `Authorization` header of a route without an authorizer. */
export interface TokenVerifier {
  /**
   * @returns the caller, anonymous without a header
   * @throws AppError unauthorized `auth.unauthorized` when the token is invalid
   * @throws AppError unavailable `auth.keys-unavailable` when the keys of the user pool cannot be fetched
   */
  verify(authorization: string | undefined): Promise<Caller>;
}

/** The user pool whose tokens are accepted. */
export interface TokenSource {
  /** The URL of the user pool, which serves its keys at `/.well-known/jwks.json`. */
  readonly issuer: string;
  /** The clients of the pool. */
  readonly clientIds: readonly string[];
}

/**
 * Creates a verifier for access tokens of customers, which checks what API Gateway's authorizer checks: signature, issuer,
 * expiry, use and client. Guest checkout needs it, because the authorizer rejects requests without a token.
 */
export function tokenVerifier(
  { issuer, clientIds }: TokenSource,
  keys: UserPoolKeys = userPoolKeys(issuer),
): TokenVerifier {
  duringInitialization(() => keys.prepare());
  return {
    async verify(authorization) {
      if (authorization === undefined) return { kind: 'anonymous' };
      const token = authorization.replace(/^Bearer\s+/i, '');
      const { payload } = await jwtVerify(token, (header, input) => keys.find(header, input), {
        issuer,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'sub', 'username'],
      }).catch(rejectToken);
      if (payload['token_use'] !== 'access')
        throw unauthorized('The token is not an access token. Send the access token.');
      if (!clientIds.includes(String(payload['client_id'])))
        throw unauthorized('The token is for an unknown client. Sign in with a client of this shop.');
      return toCaller(payload, { customers: issuer });
    },
  };
}

const unauthorized = (detail: string, cause?: unknown) =>
  new AppError('unauthorized', 'auth.unauthorized', { detail, cause });

// These concern the key set, not the token.
const keySetErrors = [errors.JWKSInvalid, errors.JWKSMultipleMatchingKeys];

function rejectToken(error: unknown): never {
  const isTokenError =
    error instanceof errors.JOSEError && !keySetErrors.some((kind) => error instanceof kind);
  if (isTokenError) throw unauthorized('The token is malformed, forged or expired. Sign in again.', error);
  throw new AppError('unavailable', 'auth.keys-unavailable', {
    detail: 'Tokens cannot be verified at the moment. Repeat the request later.',
    cause: error,
    retryAfterSeconds: 5,
  });
}
