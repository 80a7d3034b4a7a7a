interface Dependencies {
  /** Where a service's API is: `https://…/dev` for `catalog`. */
  readonly urlOf: (service: string) => string;
  readonly fetch?: typeof globalThis.fetch;
}

interface Probe {
  readonly service: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly status: number;
  readonly proves: string;
}

// Nothing here leaves a trace, so it may run in prod: reads, and requests that are refused.
const probes: readonly Probe[] = [
  {
    service: 'catalog',
    method: 'GET',
    path: '/products?limit=1',
    status: 200,
    proves: 'products can be read',
  },
  {
    service: 'catalog',
    method: 'GET',
    path: '/products?limit=none',
    status: 400,
    proves: 'queries are validated',
  },
  {
    service: 'inventory',
    method: 'GET',
    path: `/stock/prd_${'0'.repeat(36)}`,
    status: 404,
    proves: 'stock is looked up',
  },
  {
    service: 'checkout',
    method: 'POST',
    path: '/sessions',
    body: '{}',
    status: 400,
    proves: 'bodies are validated',
  },
  { service: 'identity', method: 'GET', path: '/me', status: 401, proves: 'profiles need a token' },
  { service: 'orders', method: 'GET', path: '/', status: 401, proves: 'orders need a token' },
];

// A function that was just deployed starts first, and a new name takes a moment to be known.
const ATTEMPTS = 4;
const TIMEOUT_SECONDS = 15;

/**
 * Asks each service of a stage something harmless.
 *
 * @returns one line for each answer that is as it should be
 * @throws Error that lists every answer that is not
 */
export async function smokeTest({
  urlOf,
  fetch = globalThis.fetch,
}: Dependencies): Promise<readonly string[]> {
  const seen = await Promise.all(
    probes.map(async (probe) => ({ probe, got: await toOrderStatus(probe, urlOf(probe.service), fetch) })),
  );
  const wrong = seen.filter(({ probe, got }) => got !== String(probe.status));
  if (wrong.length > 0) {
    const lines = wrong.map(({ probe, got }) => `  ${inWords(probe)}: ${got} instead of ${probe.status}`);
    throw new Error(`The smoke test failed:\n${lines.join('\n')}`);
  }
  return seen.map(({ probe, got }) => `${inWords(probe)}: ${got}, ${probe.proves}`);
}

const inWords = ({ service, method, path }: Probe): string => `${method} ${service}${path}`;

async function toOrderStatus(
  { method, path, body, status }: Probe,
  url: string,
  fetch: typeof globalThis.fetch,
) {
  let got = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
        ...(body !== undefined && { body, headers: { 'Content-Type': 'application/json' } }),
      });
      await response.arrayBuffer();
      got = String(response.status);
      if (response.status === status) return got;
    } catch (error) {
      got = error instanceof Error ? error.message : String(error);
    }
  }
  return got;
}
