import { randomUUID } from 'node:crypto';
import { runningCloud, waitUntil, type ApiResponse, type SeededUser, waitForCompletion } from '#libs/testing';

/** A customer's requests through the API. */
export const cloud = runningCloud();

/** A seeded product: catalog numbers them from 1. */
export const seededProduct = (number: number): string => `prd_${String(number).padStart(36, '0')}`;

export const shippingAddress = {
  name: 'Ada Example',
  line1: '1 Analytical Way',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

interface Basket {
  readonly as?: SeededUser;
  readonly lineItems?: readonly { productId: string; quantity: number }[];
}

/** A product of its own for a test, in stock, and known to checkout. */
export async function stockedProduct(available: number, amount = 1_000): Promise<string> {
  const categories = await cloud.call('GET', '/catalog/categories');
  const created = await cloud.call('POST', '/catalog/products', {
    as: 'staff',
    body: {
      title: `Test piece ${randomUUID()}`,
      description: 'Made for one test.',
      categoryId: categories.body.items[0].categoryId,
      price: { amount, currency: 'EUR' },
    },
  });
  const { productId } = created.body;
  await cloud.call('POST', `/inventory/stock/${productId}/adjustments`, {
    as: 'staff',
    headers: { 'Idempotency-Key': randomUUID() },
    body: { quantity: available, reason: 'delivery' },
  });
  await cloud.settled();
  return productId;
}

export const getStock = async (productId: string): Promise<number> =>
  (await cloud.call('GET', `/inventory/stock/${productId}`)).body.available;

const sessionTokens = new Map<string, string>();

/** Remembers the token of a guest's session for its further requests. */
export function rememberToken({ sessionId, sessionToken }: { sessionId: string; sessionToken?: string }) {
  if (sessionToken !== undefined) sessionTokens.set(sessionId, sessionToken);
}

/** The header that opens a guest's session; none for a customer's. */
export const tokenHeader = (sessionId: string): Record<string, string> => {
  const token = sessionTokens.get(sessionId);
  return token === undefined ? {} : { 'Session-Token': token };
};

/** A session that only waits for its payment. */
export async function readySession({
  as,
  lineItems = [{ productId: seededProduct(1), quantity: 1 }],
}: Basket = {}) {
  const caller = as && { as };
  const created = await cloud.call('POST', '/checkout/sessions', { ...caller, body: { lineItems } });
  if (created.status !== 201)
    throw new Error(`No session: ${created.status} ${JSON.stringify(created.body)}`);
  const { sessionId } = created.body;
  rememberToken(created.body);
  const patched = await cloud.call('PATCH', `/checkout/sessions/${sessionId}`, {
    ...caller,
    headers: tokenHeader(sessionId),
    body: { email: `ada-${randomUUID()}@example.com`, shippingAddress, shippingOption: 'standard' },
  });
  if (patched.status !== 200)
    throw new Error(`Not patched: ${patched.status} ${JSON.stringify(patched.body)}`);
  return patched.body;
}

interface Completion {
  readonly as?: SeededUser;
  readonly token?: string;
  readonly key?: string;
  readonly wait?: number;
}

export const complete = (
  sessionId: string,
  { as, token = 'tok_success', key = randomUUID(), wait }: Completion = {},
): Promise<ApiResponse> =>
  cloud.call('POST', `/checkout/sessions/${sessionId}/complete`, {
    ...(as && { as }),
    body: { payment: { token } },
    headers: {
      ...tokenHeader(sessionId),
      'Idempotency-Key': key,
      ...(wait !== undefined && { Prefer: `wait=${wait}` }),
    },
  });

/** The end of a session's purchase, well or badly. */
export const completed = (
  sessionId: string,
  completion: Omit<Completion, 'wait'> = {},
): Promise<ApiResponse> =>
  waitForCompletion((key) => complete(sessionId, { ...completion, key, wait: 10 }), completion.key);

/** The session once its purchase has ended, well or badly. */
export const ended = (sessionId: string, as?: SeededUser) =>
  waitUntil(async () => {
    const { body } = await cloud.call('GET', `/checkout/sessions/${sessionId}`, {
      ...(as && { as }),
      headers: tokenHeader(sessionId),
    });
    return body.status === 'completing' ? undefined : body;
  });

export interface Charge {
  readonly reference: string;
  readonly status: string;
  readonly amount: number;
}

/** What the payment provider has on its books for an order. */
export async function chargesFor(orderId: string): Promise<Charge[]> {
  const provider = await cloud.parameter('/tradewind/local/payments/provider-url');
  const response = await fetch(`${provider}/charges?reference=${orderId}`);
  return ((await response.json()) as { items: Charge[] }).items;
}
