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

// The keys are fetched by the first token that needs them.
const callerOf = (token: string) => tokenVerifier(issuer).callerOf(`Bearer ${token}`);

describe('a token on a route that anybody may call', () => {
  it('tells who calls, and its lack that nobody says', async () => {
    answer = { status: 200, body: keys };
    expect(await callerOf(good)).toMatchObject({ kind: 'user' });
    expect(await tokenVerifier(issuer).callerOf(undefined)).toEqual({ kind: 'anonymous' });
  });

  it('is refused where it is forged or none', async () => {
    answer = { status: 200, body: keys };
    for (const token of [forged, 'none', `${good}x`])
      await expect(callerOf(token)).rejects.toMatchObject({
        kind: 'unauthorized',
        code: 'auth.unauthorized',
      });
  });

  it.each([
    ['are not given out', { status: 503, body: '' }],
    ['are no JSON', { status: 200, body: '<html>' }],
    ['are no set of keys', { status: 200, body: '{}' }],
  ])('is not blamed where the keys %s', async (_, given) => {
    answer = given;
    await expect(callerOf(good)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'auth.keys-unavailable',
    });
  });

  it('is not blamed where nobody answers for the keys', async () => {
    const nowhere = tokenVerifier('http://127.0.0.1:1').callerOf(`Bearer ${good}`);
    await expect(nowhere).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
