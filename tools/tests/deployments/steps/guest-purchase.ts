import { randomUUID } from 'node:crypto';
import { waitUntil } from '#libs/testing';
import { verify } from '../report/verify.ts';

// The first call starts each function: a purchase invokes a dozen, which takes time on a busy machine with two cores.
const PURCHASE_SECONDS = 90;

const product = `prd_${'1'.padStart(36, '0')}`;
const shippingAddress = {
  name: 'Ada Example',
  line1: '1 Analytical Way',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

export interface Purchase {
  readonly orderId: string;
  readonly stockBefore: number;
  readonly stockAfter: number;
}

/**
 * Completes a purchase as a guest through the deployed API.
 *
 * @throws Error when a response is not the expected one
 */
export async function buyAsGuest(apiUrl: string): Promise<Purchase> {
  const call = caller(apiUrl);
  const { body: found } = await waitUntil(async () => {
    const response = await call('GET', `/catalog/products/${product}`);
    verify(response.status === 200, 'the seeded product can be read', response);
    return response;
  }, PURCHASE_SECONDS * 1000);
  const stockBefore = await getStock(call);

  // Checkout knows the product after the events of catalog and inventory have arrived: stream, publisher, topic, queue.
  const created = await waitUntil(async () => {
    const response = await call('POST', '/checkout/sessions', {
      lineItems: [{ productId: product, quantity: 2 }],
    });
    verify(response.status === 201, 'a session can be opened', response);
    return response;
  }, PURCHASE_SECONDS * 1000);
  const { sessionId, sessionToken } = created.body;
  const opening = { 'Session-Token': sessionToken };
  verify(created.body.totals.subtotal === 2 * found.price.amount, 'the subtotal is twice the price', created);

  const path = `/checkout/sessions/${sessionId}`;
  const refused = await call('PATCH', path, { email: 7 }, opening);
  verify(refused.status === 400, 'what does not fit the schema is refused with 400', refused);
  const delivery = { email: 'ada@example.com', shippingAddress, shippingOption: 'standard' };
  const unopened = await call('PATCH', path, delivery);
  verify(unopened.status === 404, 'the id alone does not open the session', unopened);
  const patched = await call('PATCH', path, delivery, opening);
  verify(patched.status === 200, 'address and shipping option are taken', patched);

  const headers = { ...opening, 'Idempotency-Key': randomUUID() };
  const payment = { payment: { token: 'tok_success' } };
  const submitted = await call('POST', `${path}/complete`, payment, headers);
  verify(submitted.status === 202, 'completing is accepted with 202', submitted);
  const closed = await waitUntil(async () => {
    const response = await call('GET', path, undefined, opening);
    return response.body.status === 'completing' ? undefined : response;
  }, PURCHASE_SECONDS * 1000);
  verify(closed.body.status === 'completed', 'the saga ends in a completed session', closed);

  const stockAfter = await getStock(call);
  verify(stockAfter === stockBefore - 2, `two of ${stockBefore} units are sold`, stockAfter);
  return { orderId: closed.body.orderId, stockBefore, stockAfter };
}

const getStock = async (call: ReturnType<typeof caller>): Promise<number> =>
  (await call('GET', `/inventory/stock/${product}`)).body.available;

interface Answer {
  readonly status: number;
  // The step checks what an endpoint returns.
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}

const caller =
  (apiUrl: string) =>
  async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      signal: AbortSignal.timeout(30_000),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
