import { randomUUID } from 'node:crypto';
import { waitUntil } from '#libs/testing';
import { must } from '../report/must.ts';

// A first call starts each function; on a busy machine with two cores the dozen of a purchase take their time.
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
 * Buys something as a guest through the deployed API, from the catalog to the completed session.
 *
 * @throws Error where an answer is not what a buyer must get
 */
export async function buyAsGuest(apiUrl: string): Promise<Purchase> {
  const call = caller(apiUrl);
  const { body: found } = await waitUntil(async () => {
    const answer = await call('GET', `/catalog/products/${product}`);
    must(answer.status === 200, 'the seeded product can be read', answer);
    return answer;
  }, PURCHASE_SECONDS * 1000);
  const stockBefore = await stockOf(call);

  // Checkout knows the product once catalog's and inventory's events have arrived: stream, publisher, topic, queue.
  const created = await waitUntil(async () => {
    const answer = await call('POST', '/checkout/sessions', {
      lineItems: [{ productId: product, quantity: 2 }],
    });
    must(answer.status === 201, 'a session can be opened', answer);
    return answer;
  }, PURCHASE_SECONDS * 1000);
  const { sessionId } = created.body;
  must(created.body.totals.subtotal === 2 * found.price.amount, 'the subtotal is twice the price', created);

  const refused = await call('PATCH', `/checkout/sessions/${sessionId}`, { email: 7 });
  must(refused.status === 400, 'what does not fit the schema is refused with 400', refused);
  const patched = await call('PATCH', `/checkout/sessions/${sessionId}`, {
    email: 'ada@example.com',
    shippingAddress,
    shippingOption: 'standard',
  });
  must(patched.status === 200, 'address and shipping option are taken', patched);

  const key = { 'Idempotency-Key': randomUUID() };
  const submitted = await call(
    'POST',
    `/checkout/sessions/${sessionId}/complete`,
    { payment: { token: 'tok_success' } },
    key,
  );
  must(submitted.status === 202, 'completing is accepted with 202', submitted);
  const closed = await waitUntil(async () => {
    const answer = await call('GET', `/checkout/sessions/${sessionId}`);
    return answer.body.status === 'completing' ? undefined : answer;
  }, PURCHASE_SECONDS * 1000);
  must(closed.body.status === 'completed', 'the saga ends in a completed session', closed);

  const stockAfter = await stockOf(call);
  must(stockAfter === stockBefore - 2, `two of ${stockBefore} pieces are gone`, stockAfter);
  return { orderId: closed.body.orderId, stockBefore, stockAfter };
}

const stockOf = async (call: ReturnType<typeof caller>): Promise<number> =>
  (await call('GET', `/inventory/stock/${product}`)).body.available;

interface Answer {
  readonly status: number;
  // What an endpoint answers is what the step is about.
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
