import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SignJWT, decodeJwt, decodeProtectedHeader } from 'jose';
import { openSigningKey } from '../../local-cloud/src/services/cognito/signing-key.ts';
import { cloud, readySession, seededProduct } from './shop.ts';

const withToken = (method: string, path: string, token: string, body?: unknown) =>
  cloud.call(method, path, {
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body }),
  });

/** The claims of a valid token with another issuer's signature. */
async function forged(token: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { kid = '' } = decodeProtectedHeader(token);
  return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
}

/** A token that the pool itself signed, and that was good until a minute ago. */
const expired = (token: string) =>
  openSigningKey(join(cloud.stateFolder, 'cognito', 'signing-key.pem')).sign({
    ...decodeJwt(token),
    exp: Math.floor(Date.now() / 1000) - 60,
  });

const tampered = (token: string) => {
  const [header, , signature] = token.split('.');
  const claims = { ...decodeJwt(token), 'cognito:groups': ['staff'] };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
};

const unsigned = (token: string) =>
  `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;

const signedInRoutes: [string, string][] = [
  ['GET', '/identity/me'],
  ['GET', '/identity/me/addresses'],
  ['GET', '/orders'],
  ['GET', `/inventory/stock/${seededProduct(1)}/adjustments`],
];

describe.each(signedInRoutes)('%s %s', (method, path) => {
  it('needs a token', async () => {
    expect(await cloud.call(method, path)).toMatchObject({
      status: 401,
      body: { code: 'auth.unauthorized', status: 401 },
    });
  });

  it.each([
    ['forged', (token: string) => forged(token)],
    ['tampered', async (token: string) => tampered(token)],
    ['unsigned', async (token: string) => unsigned(token)],
    ['expired', expired],
    ['garbled', async () => 'not.a.token'],
  ])('refuses a %s one', async (_, spoil) => {
    const token = await spoil(await cloud.token('customer'));
    expect(await withToken(method, path, token)).toMatchObject({ status: 401 });
  });
});

describe('staff routes', () => {
  const idempotent = { 'Idempotency-Key': randomUUID() };
  const product = {
    title: 'Forbidden fruit',
    description: 'This must not be visible.',
    categoryId: `cat_${'1'.padStart(36, '0')}`,
    price: { amount: 100, currency: 'EUR' },
  };
  it.each([
    ['POST', '/catalog/products', product],
    ['DELETE', `/catalog/products/${seededProduct(1)}`, undefined],
    ['POST', `/inventory/stock/${seededProduct(1)}/adjustments`, { quantity: 1, reason: 'count' }],
  ])('are closed to customers: %s %s', async (method, path, body) => {
    const refused = await cloud.call(method, path, {
      as: 'customer',
      headers: idempotent,
      ...(body && { body }),
    });
    expect(refused).toMatchObject({ status: 401, body: { code: 'auth.unauthorized' } });
  });
});

describe('a checkout session', () => {
  it('refuses a forged token rather than taking the caller for a guest', async () => {
    const token = await forged(await cloud.token('customer'));
    const body = { lineItems: [{ productId: seededProduct(1), quantity: 1 }] };
    expect(await withToken('POST', '/checkout/sessions', token, body)).toMatchObject({ status: 401 });
  });

  it('returns 404 to other customers', async () => {
    const { sessionId } = await readySession({ as: 'customer' });
    const path = `/checkout/sessions/${sessionId}`;
    expect((await cloud.call('GET', path, { as: 'second-customer' })).status).toBe(404);
    expect((await cloud.call('GET', path)).status).toBe(404);
    expect((await cloud.call('GET', path, { as: 'customer' })).status).toBe(200);
  });
});
