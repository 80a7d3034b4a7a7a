import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiResponse, RunningCloud, SeededUser } from '#libs/testing';
import type { AccessFact } from '../../simulation/src/invariants/index.ts';
import type { CloudUnderTest } from './cloud.ts';
import { createPatientClient, type PatientClient } from './patient-client.ts';

/** One use of the shop. It goes on until its orders have ended, even if steps fail on the way. */
export type Scenario = (shop: Shop) => Promise<void>;

/** The order was rejected, which is legal under a fault: the scenario cannot go on. */
export class NotPlaced extends Error {
  override readonly name = 'NotPlaced';
}

/** What a scenario uses, and what it leaves for the invariants. */
export interface Shop extends PatientClient {
  readonly connection: RunningCloud;
  readonly cloud: CloudUnderTest['cloud'];
  readonly rest: () => Promise<void>;
  /** Reads and changes of records that were granted. */
  readonly accesses: AccessFact[];
  readonly productIds: readonly string[];
}

export function openShop(underTest: CloudUnderTest, productIds: readonly string[]): Shop {
  const { cloud, connection, rest } = underTest;
  const client = createPatientClient(connection, { onWait: () => cloud.jumpClock(WAIT_MILLIS) });
  return { ...client, connection, cloud, rest, accesses: [], productIds };
}

const WAIT_MILLIS = 1_000;
const MAX_POLLS = 100;

const address = {
  name: 'Ada Example',
  line1: '1 Analytical Way',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

interface Purchase {
  readonly orderId: string;
  readonly status: string;
}

interface Basket {
  readonly as?: SeededUser;
  readonly token?: string;
}

async function ready({ send, productIds }: Shop, as?: SeededUser) {
  const lineItems = productIds.map((productId, index) => ({ productId, quantity: index + 1 }));
  const { body } = await send('POST', '/checkout/sessions', { as, body: { lineItems } });
  const headers: Record<string, string> =
    body.sessionToken === undefined ? {} : { 'Session-Token': body.sessionToken };
  const path = `/checkout/sessions/${body.sessionId}`;
  const email = `ada-${randomUUID()}@example.com`;
  const changes = { email, shippingAddress: address, shippingOption: 'standard' };
  await send('PATCH', path, { as, body: changes, headers });
  return { path, headers };
}

/** Completes a session, repeats the request once it has an answer, and tries the key with another body. */
export async function purchase(shop: Shop, { as, token = 'tok_success' }: Basket = {}): Promise<Purchase> {
  const { path, headers } = await ready(shop, as);
  const key = randomUUID();
  const complete = (paymentToken: string) =>
    shop.send('POST', `${path}/complete`, {
      as,
      key,
      body: { payment: { token: paymentToken } },
      headers: { ...headers, Prefer: 'wait=1' },
    });
  const ended = await poll(shop, async () => {
    const response = await complete(token);
    return response.status === 202 ? undefined : response;
  });
  await complete(token);
  const otherBody = await complete('tok_other');
  if (otherBody.status !== 422) throw new Error(`The key with another body: ${otherBody.status}`);
  return ended.body as Purchase;
}

/** Polls while time passes faster than on a clock on the wall. */
export async function poll<T>({ cloud }: Shop, find: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < MAX_POLLS; attempt++) {
    const found = await find();
    if (found !== undefined) return found;
    // Retries follow within seconds, and messages of a failed batch within minutes.
    cloud.jumpClock(attempt < 3 ? WAIT_MILLIS : 10 * WAIT_MILLIS);
    await sleep(50);
  }
  throw new Error('A result did not come.');
}

export const placed = async (shop: Shop): Promise<string> => {
  const { orderId, status } = await purchase(shop, { as: 'customer' });
  if (status !== 'completed') throw new NotPlaced(`${orderId} ended as ${status}`);
  return orderId;
};

const found = (shop: Shop, path: string, as: SeededUser): Promise<ApiResponse> =>
  poll(shop, async () => {
    const response = await shop.send('GET', path, { as });
    return response.status === 200 ? response : undefined;
  });

export const statusOf = (shop: Shop, orderId: string, ...statuses: readonly string[]) =>
  poll(shop, async () => {
    const { body } = await shop.send('GET', `/orders/${orderId}`, { as: 'customer' });
    return statuses.includes(body.status) ? body : undefined;
  });

/** A stranger reads and cancels an order; both must be refused. */
async function trespass(shop: Shop, orderId: string): Promise<void> {
  const stranger = { as: 'second-customer' } as const;
  for (const [method, path] of [
    ['GET', `/orders/${orderId}`],
    ['POST', `/orders/${orderId}/cancel`],
  ] as const) {
    const { status } = await shop.send(method, path, {
      ...stranger,
      ...(method === 'POST' && { body: { reason: 'trespass' } }),
    });
    const resource = `${method} ${path}`;
    if (status < 400) shop.accesses.push({ resource, callerId: 'second-customer', ownerId: 'customer' });
  }
}

export async function chargeOf(
  { connection }: Shop,
  orderId: string,
): Promise<{ id: string; amount: number }> {
  const provider = await connection.parameter('/tradewind/local/payments/provider-url');
  const response = await fetch(`${provider}/charges?reference=${orderId}`);
  const { items } = (await response.json()) as { items: { id: string; amount: number; status: string }[] };
  return items.find(({ status }) => status !== 'voided')!;
}

export async function refundByProvider(shop: Shop, orderId: string): Promise<void> {
  const { id } = await chargeOf(shop, orderId);
  const [url, secret] = await Promise.all(
    ['provider-url', 'provider-secret-key'].map((name) =>
      shop.connection.parameter(`/tradewind/local/payments/${name}`),
    ),
  );
  await fetch(`${url}/authorizations/${id}/refunds-by-provider`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: '{}',
  });
}

async function ship(shop: Shop, orderId: string): Promise<void> {
  const as = 'staff';
  const { body } = await poll(shop, async () => {
    const listed = await shop.send('GET', `/fulfillment/shipments?orderId=${orderId}`, { as });
    return listed.body.items?.length > 0 ? listed : undefined;
  });
  const path = `/fulfillment/shipments/${body.items[0].shipmentId}`;
  await shop.send('POST', `${path}/pick`, { as, body: {} });
  await shop.send('POST', `${path}/dispatch`, { as, body: { carrier: 'DHL', trackingNumber: 'JD1' } });
  await shop.send('POST', `${path}/deliver`, { as });
}

/** Longer than a session is open: services/checkout/src/models/session-lifetime.ts. */
const A_DAY_AND_AN_HOUR_MILLIS = 25 * 60 * 60 * 1000;

/** The uses of the shop whose calls are tested. */
export const scenarios = {
  async place(shop) {
    await purchase(shop);
  },
  async decline(shop) {
    const { status } = await purchase(shop, { token: 'tok_declined' });
    if (status !== 'open') throw new Error(`A declined payment ended as ${status}`);
  },
  async 'lost-authorization'(shop) {
    await purchase(shop, { token: 'tok_timeout_after_charge' });
  },
  async 'provider-unavailable'(shop) {
    await purchase(shop, { token: 'tok_unavailable_once' });
  },
  async cancel(shop) {
    const orderId = await placed(shop);
    await trespass(shop, orderId);
    await shop.send('POST', `/orders/${orderId}/cancel`, { as: 'customer', body: { reason: 'Too late' } });
    await statusOf(shop, orderId, 'canceled');
  },
  async refund(shop) {
    const orderId = await placed(shop);
    await found(shop, `/orders/${orderId}`, 'customer');
    await refundByProvider(shop, orderId);
    await shop.rest();
  },
  async ship(shop) {
    const orderId = await placed(shop);
    await ship(shop, orderId);
    await statusOf(shop, orderId, 'delivered');
  },
  async expire(shop) {
    await ready(shop);
    shop.cloud.jumpClock(A_DAY_AND_AN_HOUR_MILLIS);
  },
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
