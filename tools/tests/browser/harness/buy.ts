import { randomUUID } from 'node:crypto';
import { createTradewind } from '#libs/client';
import { waitUntil } from '#libs/testing';

export interface Purchase {
  readonly correlationId: string;
  readonly orderId: string;
  /** `completed`, or `open` again after a declined payment. */
  readonly status: string;
}

// The services run their first requests with cold starts.
const ATTEMPT_MILLISECONDS = 30_000;
const OUTCOME_MILLISECONDS = 90_000;

/**
 * Buys one seeded product as a guest through the typed client, and waits for the outcome.
 *
 * @param paymentToken a token of the sandbox provider: `tok_success`, `tok_declined`
 * @throws Error if the purchase did not end in time
 */
export async function buy(apiUrl: string, paymentToken = 'tok_success'): Promise<Purchase> {
  const { catalog, checkout } = createTradewind({
    baseUrl: apiUrl,
    attemptTimeoutMilliseconds: ATTEMPT_MILLISECONDS,
  });
  const { items } = await catalog.listProducts({ limit: 1 });
  const { sessionId } = await checkout.createSession({
    lineItems: [{ productId: items[0]!.productId, quantity: 1 }],
  });
  await checkout.updateSession(sessionId, {
    email: `ada-${randomUUID()}@example.com`,
    shippingAddress: {
      name: 'Ada Example',
      line1: '1 Analytical Way',
      city: 'Berlin',
      postalCode: '10115',
      country: 'DE',
    },
    shippingOption: 'standard',
  });
  const correlationId = randomUUID();
  const attempt = await checkout.completeSession(
    sessionId,
    { payment: { token: paymentToken } },
    { correlationId, waitSeconds: 10 },
  );
  const status = await waitUntil(async () => {
    const session = await checkout.getSession(sessionId);
    return session.status === 'completing' ? undefined : session.status;
  }, OUTCOME_MILLISECONDS);
  return { correlationId, orderId: attempt.orderId, status };
}
