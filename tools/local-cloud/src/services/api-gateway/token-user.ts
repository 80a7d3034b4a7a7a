import { decodeJwt } from 'jose';
import type { Attributes } from '../../contract/activity.ts';

// Clients reuse their tokens.
const CACHED_TOKENS = 500;

/**
 * Reads the user of a bearer token without verifying it, for the recorder: routes for guests and customers have no
 * authorizer, so that only their functions verify tokens.
 *
 * @returns a function with a cache; it returns no attributes for an invalid token or that of a machine client
 */
export function createTokenUsers(): (authorization: string | undefined) => Attributes {
  const cache = new Map<string, Attributes>();
  return (authorization) => {
    if (authorization === undefined) return {};
    const known = cache.get(authorization);
    if (known !== undefined) return known;
    const user = toUser(authorization.replace(/^Bearer +/i, ''));
    if (cache.size >= CACHED_TOKENS) cache.delete(cache.keys().next().value!);
    cache.set(authorization, user);
    return user;
  };
}

function toUser(token: string): Attributes {
  try {
    const { sub, iss, username, 'cognito:username': idTokenUser } = decodeJwt(token);
    // The token of a machine client has no user name.
    if (sub === undefined || (username ?? idTokenUser) === undefined) return {};
    const userPoolId = iss?.split('/').at(-1);
    return { userId: sub, ...(userPoolId !== undefined && { userPoolId }) };
  } catch {
    return {};
  }
}
