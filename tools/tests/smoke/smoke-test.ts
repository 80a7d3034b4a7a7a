import {
  createTradewind,
  TradewindError,
  TradewindProblem,
  type ApiPromise,
  type RetryPolicy,
  type Tradewind,
} from '#libs/client';

interface Dependencies {
  /** Where a service's API is: `https://…/dev` for `catalog`. */
  readonly urlOf: (service: string) => string;
  readonly fetch?: typeof globalThis.fetch;
  readonly retry?: Partial<RetryPolicy>;
}

interface Probe {
  readonly call: (tradewind: Tradewind) => ApiPromise<unknown>;
  readonly operation: string;
  readonly status: number;
  readonly verifies: string;
}

// Nothing here leaves a trace, so it may run in prod: reads, and requests that are refused.
const probes: readonly Probe[] = [
  {
    call: ({ catalog }) => catalog.listProducts({ limit: 1 }),
    operation: 'catalog.listProducts',
    status: 200,
    verifies: 'products can be read',
  },
  {
    call: ({ catalog }) => catalog.listCategories({ limit: 0 }),
    operation: 'catalog.listCategories',
    status: 400,
    verifies: 'queries are validated',
  },
  {
    call: ({ inventory }) => inventory.getStock(`prd_${'0'.repeat(36)}`),
    operation: 'inventory.getStock',
    status: 404,
    verifies: 'stock is looked up',
  },
  {
    call: ({ checkout }) => checkout.createSession({ lineItems: [] }),
    operation: 'checkout.createSession',
    status: 400,
    verifies: 'bodies are validated',
  },
  {
    call: ({ identity }) => identity.getProfile(),
    operation: 'identity.getProfile',
    status: 401,
    verifies: 'profiles need a token',
  },
  {
    call: ({ orders }) => orders.listOrders(),
    operation: 'orders.listOrders',
    status: 401,
    verifies: 'orders need a token',
  },
];

// A function that was just deployed starts first, and a new name takes a moment to be known.
const ATTEMPT_TIMEOUT_MILLISECONDS = 15_000;

/**
 * Calls each service of a stage without changing anything.
 *
 * @returns one line for each answer that is as it should be
 * @throws Error that lists every answer that is not
 */
export async function smokeTest({
  urlOf,
  fetch = globalThis.fetch,
  retry = {},
}: Dependencies): Promise<readonly string[]> {
  const tradewind = createTradewind({
    baseUrl: 'https://tradewind.invalid',
    fetch: (url, init) => fetch(toServiceUrl(String(url), urlOf), init),
    attemptTimeoutMilliseconds: ATTEMPT_TIMEOUT_MILLISECONDS,
    retry,
  });
  const seen = await Promise.all(
    probes.map(async (probe) => ({ ...probe, got: await toStatus(probe.call(tradewind)) })),
  );
  const wrong = seen.filter(({ got, status }) => got !== String(status));
  if (wrong.length > 0) {
    const lines = wrong.map(({ operation, got, status }) => `  ${operation}: ${got} instead of ${status}`);
    throw new Error(`The smoke test failed:\n${lines.join('\n')}`);
  }
  return seen.map(({ operation, got, verifies }) => `${operation}: ${got}, ${verifies}`);
}

/** API Gateway's own URL of a service has no base path: `/orders` is its root. */
function toServiceUrl(url: string, urlOf: Dependencies['urlOf']): string {
  const { pathname, search } = new URL(url);
  const [, service, path] = /^\/(\w+)(.*)$/.exec(pathname)!;
  return `${urlOf(service!)}${path || '/'}${search}`;
}

const toStatus = (call: ApiPromise<unknown>): Promise<string> =>
  call.withResponse().then(
    ({ status }) => String(status),
    (error: unknown) => {
      if (error instanceof TradewindProblem) return String(error.status);
      if (error instanceof TradewindError) return error.message;
      throw error;
    },
  );
