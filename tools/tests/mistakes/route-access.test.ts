import { beforeAll, describe, expect, it } from '@jest/globals';
import { lambdaContext, proxyEvent } from '#libs/testing';
import { loadHandler, setEnvironment } from './handlers.ts';
import { everyRoute, nameOf, type Route } from './routes.ts';

/**
 * The routes that callers other than staff may use, written a second time: a route that its schema.ts and its serverless.yml
 * open together is open here only on purpose. A route that matches none is for staff.
 */
const openRoutes: readonly (readonly [route: RegExp, allowed: readonly CallerName[]])[] = [
  [/^GET \/catalog\/(products|categories)(\/\{\w+\})?$/, ['guest', 'customer', 'staff', 'machine']],
  [/^GET \/inventory\/stock\/\{productId\}$/, ['guest', 'customer', 'staff', 'machine']],
  [/^POST \/payments\/webhooks$/, ['guest', 'customer', 'staff', 'machine']],
  [/^\w+ \/checkout\/sessions(\/|$)/, ['guest']],
  [/^\w+ \/identity\/me(\/|$)/, ['customer']],
  [/^\w+ \/notifications\/endpoints(\/|$)/, ['customer']],
  [/^\w+ \/orders(\/|$)/, ['customer', 'staff']],
];

/** The routes that a scope opens to machine clients. */
const scopedRoutes: readonly (readonly [route: RegExp, scope: string])[] = [
  [/^(?!GET \/catalog\/(products|categories)(\/\{\w+\})?$)\w+ \/catalog\//, 'tradewind/catalog.write'],
  [/^\w+ \/reporting\/imports(\/|$)/, 'tradewind/catalog.write'],
  [/^\w+ \/inventory\/stock\/\{productId\}\/adjustments$/, 'tradewind/inventory.write'],
  [/^\w+ \/fulfillment\/shipments(\/|$)/, 'tradewind/fulfillment.write'],
  [/^GET \/orders(\/|$)/, 'tradewind/orders.read'],
];
const everyScope = [...new Set(scopedRoutes.map(([, scope]) => scope))];

type CallerName = 'guest' | 'customer' | 'staff' | 'machine';
interface Caller {
  readonly name: CallerName;
  readonly claims: object | undefined;
  readonly scope?: string;
}

const customers = 'https://pools.example/customers';
const staffPool = 'https://pools.example/staff';
const callers: readonly Caller[] = [
  { name: 'guest', claims: undefined },
  { name: 'customer', claims: { iss: customers, sub: 'ada', username: 'ada' } },
  { name: 'staff', claims: { iss: staffPool, sub: 'grace', username: 'grace' } },
  { name: 'machine', claims: { iss: staffPool, client_id: 'feed', scope: '' } },
  ...everyScope.map((scope) => ({
    name: 'machine' as const,
    scope,
    claims: { iss: staffPool, client_id: 'feed', scope },
  })),
];

function isAllowed(route: Route, { name, scope }: Caller): boolean {
  const isOpenTo = openRoutes.find(([pattern]) => pattern.test(nameOf(route)))?.[1] ?? ['staff'];
  return (
    isOpenTo.includes(name) ||
    scopedRoutes.some(([pattern, opening]) => opening === scope && pattern.test(nameOf(route)))
  );
}

/** No route declares this parameter: a caller who passes the check of access gets 400, and no store is asked. */
const refusedQuery = { 'no-such-parameter': '1' };

/** Guests identify themselves by a session token, customers by a token that the function itself verifies. */
const hasNoAuthorizer = (route: Route): boolean => route.publicPath.startsWith('/checkout/sessions');

const routes = everyRoute();

beforeAll(() => {
  setEnvironment();
  process.env['CUSTOMER_ISSUER_URL'] = customers;
  process.env['STAFF_ISSUER_URL'] = staffPool;
});

describe('the routes', () => {
  it('are more than a few, and each pattern of this test matches one', () => {
    expect(routes.length).toBeGreaterThan(60);
    for (const [pattern] of [...openRoutes, ...scopedRoutes])
      expect(routes.map(nameOf)).toContainEqual(expect.stringMatching(pattern));
  });
});

describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (_, route) => {
  it('refuses every caller except those that it is for', async () => {
    const handler = await loadHandler(route);
    const statusFor = async ({ claims }: Caller) => {
      const event = proxyEvent({
        httpMethod: route.method,
        resource: route.path,
        queryStringParameters: refusedQuery,
      });
      Object.assign(event.requestContext, claims && { authorizer: { claims } });
      return (await handler(event, lambdaContext())).statusCode;
    };
    const asked = callers.filter(({ name }) => name === 'guest' || !hasNoAuthorizer(route));
    const actual = await Promise.all(asked.map(async (caller) => [caller, await statusFor(caller)] as const));
    expect(actual).toEqual(asked.map((caller) => [caller, isAllowed(route, caller) ? 400 : 403]));
  });
});
