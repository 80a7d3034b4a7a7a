import { AppError } from '#libs/errors';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { toCaller, type Caller } from './caller.ts';

/** Tells who calls by the `Authorization` header of a route that API Gateway lets anybody call. */
export interface TokenVerifier {
  /**
   * @throws AppError unauthorized `auth.unauthorized` when there is a token and it is not good
   * @throws AppError unavailable `auth.keys-unavailable` when the pool's keys cannot be had: that is not the token's fault
   */
  callerOf(authorization: string | undefined): Promise<Caller>;
}

/**
 * Verifies access tokens of a user pool: signature, issuer, expiry and use. API Gateway's own authorizer
 * cannot let a request without a token through, which a guest's purchase needs.
 *
 * @param issuer  the pool's provider URL; its keys are at `/.well-known/jwks.json`
 */
export function tokenVerifier(issuer: string): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  return {
    async callerOf(authorization) {
      if (authorization === undefined) return { kind: 'anonymous' };
      const token = authorization.replace(/^Bearer\s+/i, '');
      const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ['RS256'] }).catch(refuse);
      if (payload['token_use'] !== 'access') throw unauthorized('Send the access token.');
      return toCaller(payload);
    },
  };
}

const unauthorized = (detail: string, cause?: unknown) =>
  new AppError('unauthorized', 'auth.unauthorized', { detail, cause });

// What jose throws where the keys could not be had, in time or at all, is a plain JOSEError or none of its own.
const ofKeys = [errors.JWKSTimeout, errors.JWKSInvalid, errors.JWKSMultipleMatchingKeys];

function refuse(error: unknown): never {
  const isOfToken =
    error instanceof errors.JOSEError &&
    error.constructor !== errors.JOSEError &&
    !ofKeys.some((kind) => error instanceof kind);
  if (isOfToken) throw unauthorized('The token is malformed, forged or expired.', error);
  throw new AppError('unavailable', 'auth.keys-unavailable', {
    detail: 'Tokens cannot be checked for the moment. Repeat the request later.',
    cause: error,
    retryAfterSeconds: 5,
  });
}
