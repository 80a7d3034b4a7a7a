import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lambdaContext, proxyEvent } from '#libs/testing';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { loadHandler, setEnvironment } from './handlers.ts';
import { everyRoute, nameOf } from './routes.ts';

/** API Gateway verifies no token on these routes: guests use them too. The functions verify the tokens of customers. */
const routes = everyRoute().filter(({ authorizer }) => authorizer === undefined);
const guestRoutes = routes.filter(({ publicPath }) => publicPath.startsWith('/checkout/'));

let keySet = '';
const pools = createServer((_, response) => response.end(keySet));
let ownKey: CryptoKey;
let otherKey: CryptoKey;
let issuer = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => pools.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(pools.address() as AddressInfo).port}/customers`;
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  [ownKey, otherKey] = [own.privateKey, other.privateKey];
  keySet = JSON.stringify({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'RS256' }] });
  setEnvironment();
  process.env['CUSTOMER_ISSUER_URL'] = issuer;
  process.env['CUSTOMER_CLIENT_ID'] = 'storefront';
});
afterAll(() => void pools.close());

const sign = (changes: JWTPayload = {}, key = ownKey): Promise<string> =>
  new SignJWT({
    iss: issuer,
    sub: 'ada',
    username: 'ada',
    token_use: 'access',
    client_id: 'storefront',
    exp: Math.floor(Date.now() / 1000) + 300,
    ...changes,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .sign(key);

/** A token of each fault, in everything else the good one. */
const faultyTokens = (): readonly (readonly [fault: string, token: Promise<string>])[] => [
  ['an ID token', sign({ token_use: 'id' })],
  ['a refresh token', sign({ token_use: 'refresh' })],
  ['no use', sign({ token_use: undefined })],
  ['the pool of staff', sign({ iss: issuer.replace('customers', 'staff') })],
  ['an issuer that begins alike', sign({ iss: `${issuer}/` })],
  ['an issuer that ends alike', sign({ iss: issuer.slice(1) })],
  ['no issuer', sign({ iss: undefined } as unknown as JWTPayload)],
  ['another client', sign({ client_id: 'elsewhere' })],
  ['another client, whose audience is ours', sign({ client_id: 'elsewhere', aud: 'storefront' })],
  ['no user', sign({ username: undefined })],
  ['an expired token', sign({ exp: 1 })],
  ['no expiry', sign({ exp: undefined } as unknown as JWTPayload)],
  ['another key', sign({}, otherKey)],
];

describe('the routes without an authorizer', () => {
  it('are those of guests and those of everybody', () => {
    expect(routes.map(nameOf).filter((name) => !guestRoutes.map(nameOf).includes(name))).toEqual(
      expect.arrayContaining(['GET /catalog/products', 'POST /payments/webhooks']),
    );
    expect(guestRoutes.length).toBeGreaterThan(4);
  });
});

describe.each(guestRoutes.map((route) => [nameOf(route), route] as const))('%s', (_, route) => {
  it('admits a good token, and refuses each fault in it', async () => {
    const handler = await loadHandler(route);
    // No route declares this parameter: an admitted caller gets 400, and no store is asked.
    const statusWith = async (token: string) =>
      (
        await handler(
          proxyEvent({
            httpMethod: route.method,
            resource: route.path,
            queryStringParameters: { 'no-such-parameter': '1' },
            headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
          }),
          lambdaContext(),
        )
      ).statusCode;
    expect(await statusWith(await sign())).toBe(400);
    const faults = faultyTokens();
    const statuses = await Promise.all(
      faults.map(async ([fault, token]) => [fault, await statusWith(await token)]),
    );
    expect(statuses).toEqual(faults.map(([fault]) => [fault, 401]));
  });
});
