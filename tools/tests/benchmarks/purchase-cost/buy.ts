import { randomUUID } from 'node:crypto';

/** The products of the purchase: three of the seed data with stock for many purchases. */
const LINES = [1, 2, 3].map((number) => ({
  productId: `prd_${String(number).padStart(36, '0')}`,
  quantity: 1,
}));

const delivery = {
  shippingAddress: { name: 'Ada', line1: '1 Main St', city: 'Berlin', postalCode: '10115', country: 'DE' },
  shippingOption: 'standard',
};

const MAX_REPETITIONS = 6;

/**
 * Buys three products as a guest does: creates a session, sets email, address and shipping, completes it and waits for the
 * outcome. All requests have one correlation id.
 *
 * @returns the correlation id, under which the local cloud recorded the trace of the purchase
 * @throws Error when a request fails or the order is not placed
 */
export async function buy(apiUrl: string): Promise<string> {
  const correlationId = `purchase-${randomUUID()}`;
  const send = sender(apiUrl, correlationId);
  const { sessionId, sessionToken } = await send('POST', '/checkout/sessions', { lineItems: LINES });
  const session = `/checkout/sessions/${sessionId}`;
  const opened = { 'session-token': sessionToken };
  await send('PATCH', session, { ...delivery, email: `${correlationId}@example.com` }, opened);
  const body = { payment: { token: 'tok_success' } };
  const headers = { ...opened, prefer: 'wait=10', 'idempotency-key': randomUUID() };
  const complete = () => send('POST', `${session}/complete`, body, headers);
  let { status } = await complete();
  // While functions start, an order can take longer than a request waits.
  for (let repeated = 0; status === 'completing' && repeated < MAX_REPETITIONS; repeated++)
    ({ status } = await complete());
  if (status !== 'completed') throw new Error(`The purchase ended as ${status}.`);
  return correlationId;
}

interface Answer {
  readonly sessionId: string;
  readonly sessionToken: string;
  readonly status: string;
}

const sender =
  (apiUrl: string, correlationId: string) =>
  async (
    method: string,
    path: string,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-correlation-id': correlationId,
        'idempotency-key': randomUUID(),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Answer;
  };
