import { createSign, generateKeyPairSync } from 'node:crypto';

export const CUSTOMER_ID = '7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30';
export const CLIENT_ID = 'shop';

/** The keys of a user pool, and the access token of a signed-in customer. */
export function customerPool() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  // A pool of Cognito has two keys.
  const { publicKey: other } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const toJwk = (key: typeof publicKey, kid: string) => ({
    ...key.export({ format: 'jwk' }),
    kid,
    alg: 'RS256',
    use: 'sig',
  });
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    keys: { keys: [toJwk(other, 'other'), toJwk(publicKey, 'current')] },
    accessToken(issuer: string): string {
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: issuer,
        sub: CUSTOMER_ID,
        username: CUSTOMER_ID,
        client_id: CLIENT_ID,
        token_use: 'access',
        scope: 'openid',
        iat: now,
        exp: now + 3600,
      };
      const signed = `${encode({ alg: 'RS256', kid: 'current' })}.${encode(claims)}`;
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
    },
  };
}
