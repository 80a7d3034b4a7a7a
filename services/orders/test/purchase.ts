import { runningCloud, type ApiResponse, type SeededUser } from '#libs/testing';

const address = { name: 'Ada', line1: '1 Main St', city: 'Berlin', postalCode: '10115', country: 'DE' };

interface Purchase {
  readonly as?: SeededUser;
  readonly paymentToken?: string;
  /** Of the seeded catalog. */
  readonly productId?: string;
}

/** Buys two pieces of a seeded product through the API and waits for how it ends: the answer of `complete`. */
export async function buy({
  as = 'customer',
  paymentToken = 'tok_success',
  productId = seededProduct(1),
}: Purchase = {}): Promise<ApiResponse> {
  const cloud = runningCloud();
  const lineItems = [{ productId, quantity: 2 }];
  const { body: session } = await cloud.call('POST', '/checkout/sessions', { as, body: { lineItems } });
  const path = `/checkout/sessions/${session.sessionId}`;
  const delivery = { email: 'ada@example.com', shippingAddress: address, shippingOption: 'standard' };
  await cloud.call('PATCH', path, { as, body: delivery });
  const headers = { 'idempotency-key': crypto.randomUUID(), prefer: 'wait=10' };
  const body = { payment: { token: paymentToken } };
  const complete = () => cloud.call('POST', `${path}/complete`, { as, headers, body });

  let answer = await complete();
  // The same key asks for the same attempt: a busy machine may need more than one wait.
  for (let waits = 1; answer.body.status === 'completing' && waits < 4; waits++) answer = await complete();
  return answer;
}

export const seededProduct = (number: number): string => `prd_${String(number).padStart(36, '0')}`;
