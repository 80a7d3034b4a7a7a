import { randomUUID } from 'node:crypto';
import type { CompletionAttempt, NewSession, Session, Tradewind } from '#libs/client';
import { runningCloud, waitForCompletion, waitUntil, type SeededUser } from '#libs/testing';

/** A customer's requests through the API. */
export const cloud = runningCloud();

const sessionTokens = new Map<string, string>();
const rememberedTokens = {
  getItem: (sessionId: string) => sessionTokens.get(sessionId) ?? null,
  setItem: (sessionId: string, token: string) => void sessionTokens.set(sessionId, token),
};
const clients = new Map<SeededUser | 'guest', Tradewind>();

/** The client of a seeded user, or of a guest. All of them open the guests' sessions that one of them created. */
export function clientOf(user?: SeededUser): Tradewind {
  const name = user ?? 'guest';
  const client = clients.get(name) ?? cloud.client(user, { sessionTokens: rememberedTokens });
  clients.set(name, client);
  return client;
}

/** The header that opens a guest's session; none for a customer's. */
export const tokenHeader = (sessionId: string): Record<string, string> => {
  const token = sessionTokens.get(sessionId);
  return token === undefined ? {} : { 'Session-Token': token };
};

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
  readonly lineItems?: NewSession['lineItems'];
}

/** A product of its own for a test, in stock, and known to checkout. */
export async function stockedProduct(available: number, amount = 1_000): Promise<string> {
  const staff = clientOf('staff');
  const { items } = await staff.catalog.listCategories();
  const { productId } = await staff.catalog.createProduct({
    title: `Test piece ${randomUUID()}`,
    description: 'Made for one test.',
    categoryId: items[0]!.categoryId,
    price: { amount, currency: 'EUR' },
  });
  await staff.inventory.createAdjustment(productId, { quantity: available, reason: 'delivery' });
  await cloud.settled();
  return productId;
}

export const getStock = async (productId: string): Promise<number> =>
  (await clientOf().inventory.getStock(productId)).available;

/** A session that only waits for its payment. */
export async function readySession({
  as,
  lineItems = [{ productId: seededProduct(1), quantity: 1 }],
}: Basket = {}): Promise<Session> {
  const { checkout } = clientOf(as);
  const { sessionId } = await checkout.createSession({ lineItems });
  return checkout.updateSession(sessionId, {
    email: `ada-${randomUUID()}@example.com`,
    shippingAddress,
    shippingOption: 'standard',
  });
}

interface Completion {
  readonly as?: SeededUser;
  readonly token?: string;
  readonly key?: string;
  readonly waitSeconds?: number;
}

export const complete = (
  sessionId: string,
  { as, token = 'tok_success', key = randomUUID(), waitSeconds }: Completion = {},
) =>
  clientOf(as).checkout.completeSession(
    sessionId,
    { payment: { token } },
    { idempotencyKey: key, waitSeconds },
  );

/** The end of a session's purchase, well or badly. */
export const completed = (
  sessionId: string,
  { key, ...completion }: Omit<Completion, 'waitSeconds'> = {},
): Promise<CompletionAttempt> =>
  waitForCompletion(
    ({ idempotencyKey, waitSeconds }) =>
      complete(sessionId, { ...completion, key: idempotencyKey, waitSeconds }),
    key,
  );

/** The session once its purchase has ended, well or badly. */
export const ended = (sessionId: string, as?: SeededUser): Promise<Session> =>
  waitUntil(async () => {
    const session = await clientOf(as).checkout.getSession(sessionId);
    return session.status === 'completing' ? undefined : session;
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
