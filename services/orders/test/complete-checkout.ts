import type { CompletionAttempt } from '#libs/client';
import { runningCloud, waitForCompletion, type SeededUser } from '#libs/testing';

const address = { name: 'Ada', line1: '1 Main St', city: 'Berlin', postalCode: '10115', country: 'DE' };

interface Options {
  readonly as?: SeededUser;
  readonly paymentToken?: string;
  /** A product of the seed data. */
  readonly productId?: string;
}

/** Buys two units of a product through the API and returns the outcome. */
export async function completeCheckout({
  as = 'customer',
  paymentToken = 'tok_success',
  productId = seededProduct(1),
}: Options = {}): Promise<CompletionAttempt> {
  const { checkout } = runningCloud().client(as);
  const { sessionId } = await checkout.createSession({ lineItems: [{ productId, quantity: 2 }] });
  await checkout.updateSession(sessionId, {
    email: `ada-${crypto.randomUUID()}@example.com`,
    shippingAddress: address,
    shippingOption: 'standard',
  });
  return waitForCompletion((options) =>
    checkout.completeSession(sessionId, { payment: { token: paymentToken } }, options),
  );
}

export const seededProduct = (number: number): string => `prd_${String(number).padStart(36, '0')}`;
