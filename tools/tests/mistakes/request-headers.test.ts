import { describe, expect, it } from '@jest/globals';
import { handlerSource, loadDeclaration } from './handlers.ts';
import { everyRoute, nameOf, type Route } from './routes.ts';

const routes = everyRoute();

/** The routes whose declaration has a property, by name. */
async function routesThat(
  has: (declaration: Awaited<ReturnType<typeof loadDeclaration>>, route: Route) => boolean,
): Promise<Route[]> {
  const found = await Promise.all(routes.map(async (route) => has(await loadDeclaration(route), route)));
  return routes.filter((_, index) => found[index]);
}

describe('the header Idempotency-Key', () => {
  it('is declared by every POST', async () => {
    const without = await routesThat(
      ({ headers }, { method }) => method === 'POST' && !('idempotency-key' in (headers?.properties ?? {})),
    );
    // The provider signs its webhooks and numbers them itself.
    expect(without.map(nameOf)).toEqual(['POST /payments/webhooks']);
  });

  it('is used by every route that declares it', async () => {
    const declaring = await routesThat(({ headers }) => 'idempotency-key' in (headers?.properties ?? {}));
    const unused = declaring.filter(
      (route) => !/\bidempotency\b|headers\['idempotency-key'\]/.test(handlerSource(route)),
    );
    expect(declaring.length).toBeGreaterThan(15);
    expect(unused.map(nameOf)).toEqual([]);
  });
});

describe('the header If-Match', () => {
  it('is declared by every change of a record that has an ETag', async () => {
    const without = await routesThat(
      ({ headers, sends = [] }, { method }) =>
        ['PUT', 'PATCH'].includes(method) &&
        sends.includes('ETag') &&
        !('if-match' in (headers?.properties ?? {})),
    );
    expect(without.map(nameOf)).toEqual([]);
  });

  it('is passed on by every route that declares it', async () => {
    const declaring = await routesThat(({ headers }) => 'if-match' in (headers?.properties ?? {}));
    const unused = declaring.filter((route) => !handlerSource(route).includes("headers['if-match']"));
    expect(declaring.length).toBeGreaterThan(15);
    expect(unused.map(nameOf)).toEqual([]);
  });
});
