import { AppError } from '#libs/errors';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { callerFrom, type Caller } from './caller.ts';

/** Tells who calls by the `Authorization` header of a route that API Gateway lets anybody call. */
export interface TokenVerifier {
  /** @throws AppError unauthorized `auth.unauthorized` when there is a token and it is not good */
  callerOf(authorization: string | undefined): Promise<Caller>;
}

/**
 * Verifies access tokens of a user pool: signature, issuer, expiry and use. API Gateway's own authorizer
 * cannot let a request without a token through, which a guest's purchase needs.
 *
 * @param issuer  the pool's provider URL; its keys are at `/.well-known/jwks.json`
 */
export function bearerTokens(issuer: string): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  return {
    async callerOf(authorization) {
      if (authorization === undefined) return { kind: 'anonymous' };
      const token = authorization.replace(/^Bearer\s+/i, '');
      const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ['RS256'] }).catch(refuse);
      if (payload['token_use'] !== 'access') throw unauthorized('Send the access token.');
      return callerFrom(payload);
    },
  };
}

const unauthorized = (detail: string, cause?: unknown) =>
  new AppError('unauthorized', 'auth.unauthorized', { detail, cause });

function refuse(error: unknown): never {
  // The keys could not be had: that is not the token's fault.
  const isTokensFault = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
  throw isTokensFault ? unauthorized('The token is malformed, forged or expired.', error) : error;
}
