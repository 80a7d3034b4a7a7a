import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { markedBody, type MarkedSchema } from '../marked-body.ts';
import { everyOperation, pathOf, requiredHeaders, type Operation } from '../operations.ts';
import { readAccess, type Access } from '../route-access.ts';
import { cloud } from '../shop.ts';
import { createCallers, type Caller } from './callers.ts';
import { expectedOutcome } from './expected-answer.ts';
import { createOwnedResources, deleteOwnedSince, listOwned, type OwnedIds } from './owned-resources.ts';
import { everyRoute, type TemplateRoute } from './template-routes.ts';

const routes = everyRoute();
const accesses = readAccess();
const operations = new Map(everyOperation().map((each) => [`${each.method} ${each.path}`, each]));
const owner = 'customer';
const customers = [owner, 'second-customer'] as const;
let callers: Caller[];
let owned: OwnedIds;
let before: ReadonlySet<string>;

/** HEAD is the GET without its body. */
const asGet = ({ method, path }: TemplateRoute): string => `${method === 'HEAD' ? 'GET' : method} ${path}`;
const nameOf = ({ method, path }: TemplateRoute): string => `${method} ${path}`;
const accessOf = (route: TemplateRoute): Access => accesses.get(asGet(route))!;
const operationOf = (route: TemplateRoute): Operation => operations.get(asGet(route))!;
const parametersOf = ({ path }: TemplateRoute): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** Bodies of customers fit; those of staff are made up, so that no price or tax of the shop changes. */
const bodyOf = ({ bodySchema, exampleBody, access }: Operation): unknown =>
  access.allows === 'staff' ? markedBody(bodySchema as MarkedSchema) : exampleBody;

/** Sends a request that only its caller can make wrong: the path, headers and body fit, and name nothing that exists. */
function send(route: TemplateRoute, { authorization }: Pick<Caller, 'authorization'>, ids: OwnedIds = {}) {
  const operation = operationOf(route);
  return cloud.call(route.method, pathOf(operation, ids), {
    headers: { ...requiredHeaders(operation), ...(authorization !== undefined && { authorization }) },
    ...(operation.bodySchema && { body: bodyOf(operation) }),
  });
}

/** Runs tasks a few at a time. */
async function inParallel<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += 8)
    results.push(...(await Promise.all(items.slice(at, at + 8).map((item) => run(item)))));
  return results;
}

beforeAll(async () => {
  callers = await createCallers();
  before = await listOwned(customers);
  owned = await createOwnedResources(owner);
});
afterAll(async () => {
  await deleteOwnedSince(before, customers);
  await cloud.settled();
});

describe('the routes of the templates', () => {
  it('are more than a few', () => {
    expect(routes.length).toBeGreaterThan(60);
  });

  it('each declare their access and have an operation in OpenAPI', () => {
    expect(routes.filter((route) => !accesses.has(asGet(route))).map(nameOf)).toEqual([]);
    expect(routes.filter((route) => !operations.has(asGet(route))).map(nameOf)).toEqual([]);
  });

  it('have the authorizer that their access requires', () => {
    const poolsOf: Readonly<Record<Access['allows'], TemplateRoute['pools']>> = {
      anyone: [],
      'guest-or-customer': [],
      customer: ['customer'],
      staff: ['staff'],
      'customer-or-staff': ['customer', 'staff'],
    };
    const actual = routes.map((route) => [nameOf(route), route.pools, route.scopes.toSorted()]);
    const expected = routes.map((route) => {
      const { allows, scope } = accessOf(route);
      const scopes = ['aws.cognito.signin.user.admin', ...(scope === undefined ? [] : [scope])];
      return [nameOf(route), poolsOf[allows], poolsOf[allows].length > 0 ? scopes.toSorted() : []];
    });
    expect(actual).toEqual(expected);
  });
});

describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (_, route) => {
  it('answers the callers whom it allows, and refuses all others', async () => {
    const access = accessOf(route);
    const answers = await inParallel(callers, async (caller) => {
      const { status } = await send(route, caller);
      return { caller: caller.name, status, expected: expectedOutcome(access, caller) };
    });
    const anonymous = answers.find(({ caller }) => caller === 'none')!;
    const wrong = answers.filter(({ status, expected }) => {
      if (status >= 500) return true;
      // The answer of a public route is the same for everybody; it may verify something else, such as a signature.
      if (access.allows === 'anyone') return status !== anonymous.status;
      return expected === 'unauthorized' ? status !== 401 : status === 401 || status === 403;
    });
    expect(wrong).toEqual([]);
  });
});

const ownedRoutes = routes.filter(
  (route) =>
    parametersOf(route).length > 0 &&
    ['customer', 'guest-or-customer', 'customer-or-staff'].includes(accessOf(route).allows),
);

describe('resources of a customer', () => {
  it('exist in this test for every route that has their id', () => {
    expect(
      ownedRoutes.filter((route) => parametersOf(route).some((name) => !(name in owned))).map(nameOf),
    ).toEqual([]);
  });

  it.each(ownedRoutes.map((route) => [nameOf(route), route] as const))(
    'are not found by others: %s',
    async (_, route) => {
      const others = callers.filter(
        ({ name }) =>
          name === 'second-customer' || (name === 'none' && accessOf(route).allows === 'guest-or-customer'),
      );
      const answers = await inParallel(others, async (other) => (await send(route, other, owned)).status);
      expect(answers).toEqual(others.map(() => 404));
    },
  );

  it.each(
    ownedRoutes.filter(({ method }) => method === 'GET').map((route) => [nameOf(route), route] as const),
  )('are found by their owner afterwards: %s', async (_, route) => {
    const self = callers.find(({ user }) => user === owner)!;
    expect((await send(route, self, owned)).status).toBe(200);
  });
});
