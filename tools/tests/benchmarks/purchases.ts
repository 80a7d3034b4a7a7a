import { randomUUID } from 'node:crypto';

/** The purchases of one measurement. */
export const PURCHASES = 40;
const AT_ONCE = 8;

/** Purchases per second of eight concurrent customers: create, patch, complete, until the session is completed. */
export async function purchaseRate(apiUrl: string): Promise<number> {
  const startedAt = performance.now();
  let left = PURCHASES;
  const customer = async () => {
    while (left-- > 0) await purchase(apiUrl, left);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, customer));
  return PURCHASES / ((performance.now() - startedAt) / 1000);
}

async function purchase(apiUrl: string, number: number): Promise<void> {
  // The seeded products that are not sold out after a few purchases.
  const productId = `prd_${String((number % 19) + 1).padStart(36, '0')}`;
  const { sessionId, sessionToken } = await send(apiUrl, 'POST', '/checkout/sessions', {
    lineItems: [{ productId, quantity: 1 }],
  });
  const opening = { 'session-token': sessionToken };
  const delivery = {
    email: `bench-${number}@example.com`,
    shippingAddress: { name: 'B', line1: 'Bench 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
    shippingOption: 'standard',
  };
  await send(apiUrl, 'PATCH', `/checkout/sessions/${sessionId}`, delivery, opening);
  const completed = await send(
    apiUrl,
    'POST',
    `/checkout/sessions/${sessionId}/complete`,
    { payment: { token: 'tok_success' } },
    { ...opening, 'idempotency-key': randomUUID(), prefer: 'wait=10' },
  );
  if (completed.status !== 'completed') throw new Error(`A purchase ended as ${JSON.stringify(completed)}`);
}

interface SessionAnswer {
  readonly sessionId: string;
  readonly sessionToken: string;
  readonly status: string;
}

async function send(
  apiUrl: string,
  method: string,
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<SessionAnswer> {
  const response = await fetch(`${apiUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as SessionAnswer;
}
