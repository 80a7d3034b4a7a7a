import { randomUUID } from 'node:crypto';
import { runningCloud, waitUntil, type ApiResponse, type SeededUser, waitForCompletion } from '#libs/testing';

const cloud = runningCloud();

export const address = {
  name: 'Ada Lovelace',
  line1: 'Unter den Linden 1',
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE',
};

interface Call {
  readonly as?: SeededUser;
  readonly headers?: Record<string, string>;
}

const sessionTokens = new Map<string, string>();

/** Creates a session, and remembers the token of a guest's session for its further requests. */
export async function openSession(body: unknown, call: Call = {}): Promise<ApiResponse> {
  const response = await cloud.call('POST', '/checkout/sessions', { body, ...call });
  const { sessionId, sessionToken } = response.body;
  if (sessionToken !== undefined) sessionTokens.set(sessionId, sessionToken);
  return response;
}

/** The header that opens a guest's session; none for a customer's. */
export const tokenHeader = (sessionId: string): Record<string, string> => {
  const token = sessionTokens.get(sessionId);
  return token === undefined ? {} : { 'Session-Token': token };
};

const callSession = (
  method: string,
  sessionId: string,
  { path = '', headers, ...call }: Call & { readonly path?: string; readonly body?: unknown },
) =>
  cloud.call(method, `/checkout/sessions/${sessionId}${path}`, {
    ...call,
    headers: { ...tokenHeader(sessionId), ...headers },
  });

export const readSession = (sessionId: string, call: Call = {}) => callSession('GET', sessionId, call);

export const changeSession = (sessionId: string, body: unknown, call: Call = {}) =>
  callSession('PATCH', sessionId, { body, ...call });

export const cancelSession = (sessionId: string, call: Call = {}) =>
  callSession('POST', sessionId, { path: '/cancel', ...call });

interface Completion extends Call {
  readonly token?: string;
  /** Default: a payment with the token. */
  readonly body?: object;
  readonly key?: string;
  readonly wait?: number;
}

export const complete = (
  sessionId: string,
  {
    token = 'tok_success',
    body = { payment: { token } },
    key = randomUUID(),
    wait,
    as,
    headers,
  }: Completion = {},
) =>
  callSession('POST', sessionId, {
    path: '/complete',
    ...(as && { as }),
    body,
    headers: { 'Idempotency-Key': key, ...(wait !== undefined && { Prefer: `wait=${wait}` }), ...headers },
  });

/** Completes a session and waits for the end of its order. */
export const completed = (
  sessionId: string,
  completion: Omit<Completion, 'wait'> = {},
): Promise<ApiResponse> =>
  waitForCompletion((key) => complete(sessionId, { ...completion, key, wait: 10 }), completion.key);

/** Creates a product, and waits until checkout has its price and stock. */
export async function newProduct({ amount = 1_000, units = 10, currency = 'EUR' } = {}): Promise<string> {
  const category = await cloud.call('GET', '/catalog/categories?limit=1');
  const product = await cloud.call('POST', '/catalog/products', {
    as: 'staff',
    headers: { 'Idempotency-Key': randomUUID() },
    body: {
      title: 'A test product',
      description: 'Created by a test.',
      categoryId: category.body.items[0].categoryId,
      price: { amount, currency },
    },
  });
  const { productId } = product.body as { productId: string };
  await stock(productId, units);
  await waitUntil(async () => {
    const { status } = await openSession({ lineItems: [{ productId, quantity: 1 }] });
    const short = await openSession({ lineItems: [{ productId, quantity: units + 1 }] });
    return (status === 201 && short.status === 409) || undefined;
  });
  return productId;
}

export const stock = (productId: string, quantity: number) =>
  cloud.call('POST', `/inventory/stock/${productId}/adjustments`, {
    as: 'staff',
    headers: { 'Idempotency-Key': randomUUID() },
    body: { quantity, reason: quantity > 0 ? 'delivery' : 'loss' },
  });

/** A complete session. */
export const completeBasket = (productId: string, change: object = {}) => ({
  lineItems: [{ productId, quantity: 1 }],
  email: `${randomUUID()}@example.com`,
  shippingAddress: address,
  shippingOption: 'standard',
  ...change,
});
