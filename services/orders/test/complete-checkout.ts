import { runningCloud, type ApiResponse, type SeededUser } from '#libs/testing';

const address = { name: 'Ada', line1: '1 Main St', city: 'Berlin', postalCode: '10115', country: 'DE' };

interface Options {
  readonly as?: SeededUser;
  readonly paymentToken?: string;
  /** A product of the seed data. */
  readonly productId?: string;
}

/** Buys two units of a product through the API and returns the last response of `complete`. */
export async function completeCheckout({
  as = 'customer',
  paymentToken = 'tok_success',
  productId = seededProduct(1),
}: Options = {}): Promise<ApiResponse> {
  const cloud = runningCloud();
  const lineItems = [{ productId, quantity: 2 }];
  const { body: session } = await cloud.call('POST', '/checkout/sessions', { as, body: { lineItems } });
  const path = `/checkout/sessions/${session.sessionId}`;
  const delivery = {
    email: `ada-${crypto.randomUUID()}@example.com`,
    shippingAddress: address,
    shippingOption: 'standard',
  };
  await cloud.call('PATCH', path, { as, body: delivery });
  const headers = { 'idempotency-key': crypto.randomUUID(), prefer: 'wait=10' };
  const body = { payment: { token: paymentToken } };
  const complete = () => cloud.call('POST', `${path}/complete`, { as, headers, body });

  let response = await complete();
  // On a slow machine one wait may not be enough. The same idempotency key continues the same attempt.
  for (let waits = 1; response.body.status === 'completing' && waits < 4; waits++)
    response = await complete();
  return response;
}

export const seededProduct = (number: number): string => `prd_${String(number).padStart(36, '0')}`;
