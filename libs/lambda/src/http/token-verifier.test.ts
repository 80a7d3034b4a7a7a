import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { tokenVerifier } from './token-verifier.ts';

let answer: { status: number; body: string };
let issuer = '';
let good = '';
let forged = '';
let keys = '';

const pool = createServer((_, response) => response.writeHead(answer.status).end(answer.body));

beforeAll(async () => {
  await new Promise<void>((resolve) => pool.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(pool.address() as AddressInfo).port}`;
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  keys = JSON.stringify({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'RS256' }] });
  const signed = (key: typeof own.privateKey) =>
    new SignJWT({ token_use: 'access', username: 'ada' })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setSubject('7f1f3a0e-52a5-4a7b-9d56-7b8f5d6c0001')
      .setIssuer(issuer)
      .setExpirationTime('5m')
      .sign(key);
  [good, forged] = await Promise.all([signed(own.privateKey), signed(other.privateKey)]);
});
afterAll(() => void pool.close());

// Each verifier fetches the keys for its first token.
const verify = (token: string) => tokenVerifier(issuer).verify(`Bearer ${token}`);

describe('tokenVerifier', () => {
  it('returns the caller, or anonymous without a token', async () => {
    answer = { status: 200, body: keys };
    expect(await verify(good)).toMatchObject({ kind: 'user' });
    expect(await tokenVerifier(issuer).verify(undefined)).toEqual({ kind: 'anonymous' });
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
    const caller = tokenVerifier('http://127.0.0.1:1').verify(`Bearer ${good}`);
    await expect(caller).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
