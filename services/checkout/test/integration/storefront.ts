import { randomUUID } from 'node:crypto';
import { runningCloud, waitUntil, type ApiResponse, type SeededUser } from '#libs/testing';

const cloud = runningCloud();
const staff = cloud.client('staff');

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
  { key = randomUUID(), ...completion }: Omit<Completion, 'wait'> = {},
): Promise<ApiResponse> =>
  waitUntil(async () => {
    const response = await complete(sessionId, { key, ...completion, wait: 10 });
    return response.body.status === 'completing' ? undefined : response;
  });

/** Creates a product, and waits until checkout has its price and stock. */
export async function newProduct({ amount = 1_000, units = 10, currency = 'EUR' } = {}): Promise<string> {
  const { items } = await staff.catalog.listCategories({ limit: 1 });
  const { productId } = await staff.catalog.createProduct({
    title: 'A test product',
    description: 'Created by a test.',
    categoryId: items[0]!.categoryId,
    price: { amount, currency },
  });
  await stock(productId, units);
  await waitUntil(async () => {
    const { status } = await openSession({ lineItems: [{ productId, quantity: 1 }] });
    const short = await openSession({ lineItems: [{ productId, quantity: units + 1 }] });
    return (status === 201 && short.status === 409) || undefined;
  });
  return productId;
}

export const stock = (productId: string, quantity: number) =>
  staff.inventory.createAdjustment(productId, { quantity, reason: quantity > 0 ? 'delivery' : 'loss' });

/** A complete session. */
export const completeBasket = (productId: string, change: object = {}) => ({
  lineItems: [{ productId, quantity: 1 }],
  email: `${randomUUID()}@example.com`,
  shippingAddress: address,
  shippingOption: 'standard',
  ...change,
});
