import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { UserPoolKeys } from '../../contract/user-pool-keys.ts';
import { Refusal } from './gateway-response.ts';

/** Claims as API Gateway hands them to a function: every one a string. */
export type Claims = Readonly<Record<string, string>>;

export type Authorize = (authorization: string | undefined, scopes: readonly string[]) => Promise<Claims>;

interface Verified {
  readonly payload: JWTPayload;
  readonly claims: Claims;
}

// Checking a signature costs 0.2 ms; a client sends the same token again and again.
const REMEMBERED_TOKENS = 500;

/**
 * The COGNITO_USER_POOLS authorizer. Without scopes on the method it takes an ID token, with scopes an access token that
 * has one of them. A token that lacks the scope is answered 401 as well, like every token that API Gateway rejects.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 * @returns throws a Refusal of type UNAUTHORIZED or EXPIRED_TOKEN
 */
export function createCognitoAuthorizer({
  userPoolArns,
  pools,
}: {
  userPoolArns: readonly string[];
  pools: UserPoolKeys;
}): Authorize {
  const remembered = new Map<string, Verified>();

  async function verified(token: string): Promise<Verified> {
    const known = remembered.get(token);
    if (known) {
      if (Date.now() >= Number(known.payload.exp) * 1000) throw new Refusal('EXPIRED_TOKEN');
      return known;
    }
    const payload = await payloadOf(token, { userPoolArns, pools });
    const fresh = { payload, claims: claimsOf(payload) };
    if (remembered.size >= REMEMBERED_TOKENS) remembered.delete(remembered.keys().next().value!);
    remembered.set(token, fresh);
    return fresh;
  }

  return async (authorization, scopes) => {
    const token = authorization?.replace(/^Bearer +/i, '').trim();
    if (!token) throw new Refusal('UNAUTHORIZED');
    const { payload, claims } = await verified(token);
    if (payload.token_use !== (scopes.length > 0 ? 'access' : 'id')) throw new Refusal('UNAUTHORIZED');
    const granted = String(payload.scope ?? '').split(' ');
    if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope)))
      throw new Refusal('UNAUTHORIZED');
    return claims;
  };
}

async function payloadOf(
  token: string,
  { userPoolArns, pools }: { userPoolArns: readonly string[]; pools: UserPoolKeys },
): Promise<JWTPayload> {
  for (const userPoolArn of userPoolArns) {
    const pool = pools.find(userPoolArn);
    if (!pool) continue;
    try {
      const { payload } = await jwtVerify(token, pool.keys, {
        issuer: pool.issuer,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'token_use'],
      });
      if (pools.hasClient(userPoolArn, String(payload.client_id ?? payload.aud))) return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Refusal('EXPIRED_TOKEN');
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  throw new Refusal('UNAUTHORIZED');
}

/** Lists become `a,b`, as in the event that AWS sends for `cognito:groups`. */
const claimsOf = (payload: JWTPayload): Claims =>
  Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : claimText(name, value),
    ]),
  );

/** Times are written out: `Tue Jan 01 00:00:00 UTC 2030`. */
const claimText = (name: string, value: unknown): string => {
  if (name !== 'exp' && name !== 'iat')
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  const [, weekday, day, month, year, time] =
    /^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/.exec(new Date(Number(value) * 1000).toUTCString()) ?? [];
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
};
