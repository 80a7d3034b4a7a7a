import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { tokenVerifier } from './token-verifier.ts';
import { userPoolKeys } from './user-pool-keys.ts';

let answer: { status: number; body: string };
let issuer = '';
let good = '';
let forged = '';
let signed: (claims: JWTPayload, key?: Parameters<SignJWT['sign']>[0]) => Promise<string>;
let keys = '';

const pool = createServer((_, response) => response.writeHead(answer.status).end(answer.body));

beforeAll(async () => {
  await new Promise<void>((resolve) => pool.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(pool.address() as AddressInfo).port}`;
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  keys = JSON.stringify({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'RS256' }] });
  signed = (claims, key = own.privateKey) =>
    new SignJWT({ ...claimsOfAda(), ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key);
  [good, forged] = await Promise.all([signed({}), signed({}, other.privateKey)]);
});
afterAll(() => void pool.close());

const now = () => Math.floor(Date.now() / 1000);
const claimsOfAda = (): JWTPayload => ({
  iss: issuer,
  sub: '7f1f3a0e-52a5-4a7b-9d56-7b8f5d6c0001',
  username: 'ada',
  token_use: 'access',
  client_id: 'storefront',
  exp: now() + 300,
});

// Each verifier fetches the keys for its first token. Retries do not wait.
function verifier(source = issuer) {
  let time = 0;
  const sleep = async (milliseconds: number) => void (time += milliseconds);
  const poolKeys = userPoolKeys(source, { now: () => time, sleep });
  return tokenVerifier({ issuer: source, clientIds: ['storefront'] }, poolKeys);
}
const verify = (token: string) => verifier().verify(`Bearer ${token}`);

describe('tokenVerifier', () => {
  it('returns the caller, or anonymous without a token', async () => {
    answer = { status: 200, body: keys };
    expect(await verify(good)).toEqual({
      kind: 'customer',
      customerId: '7f1f3a0e-52a5-4a7b-9d56-7b8f5d6c0001',
    });
    expect(await verifier().verify(undefined)).toEqual({ kind: 'anonymous' });
  });

  it('rejects forged and malformed tokens', async () => {
    answer = { status: 200, body: keys };
    for (const token of [forged, 'none', `${good}x`])
      await expect(verify(token)).rejects.toMatchObject({
        kind: 'unauthorized',
        code: 'auth.unauthorized',
      });
  });

  it.each([
    ['has expired', () => ({ exp: now() - 1 })],
    ['never expires', () => ({ exp: undefined })],
    ['is from another issuer', () => ({ iss: `${issuer}/other` })],
    ['is an ID token', () => ({ token_use: 'id', aud: 'storefront' })],
    ['is for an unknown client', () => ({ client_id: 'elsewhere' })],
    ['has no client', () => ({ client_id: undefined })],
    ['is of a machine client', () => ({ username: undefined })],
  ])('rejects a token that %s', async (_, claims) => {
    answer = { status: 200, body: keys };
    await expect(verify(await signed(claims() as JWTPayload))).rejects.toMatchObject({
      kind: 'unauthorized',
      code: 'auth.unauthorized',
    });
  });

  it.each([
    ['are unavailable', { status: 503, body: '' }],
    ['are not JSON', { status: 200, body: '<html>' }],
    ['are not a key set', { status: 200, body: '{}' }],
  ])('throws unavailable when the keys %s', async (_, response) => {
    answer = response;
    await expect(verify(good)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'auth.keys-unavailable',
    });
  });

  it('throws unavailable when the user pool does not respond', async () => {
    const caller = verifier('http://127.0.0.1:1').verify(`Bearer ${good}`);
    await expect(caller).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
