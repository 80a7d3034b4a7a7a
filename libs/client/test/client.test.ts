import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  catalog,
  checkout,
  createClient,
  fulfillment,
  identity,
  inventory,
  isProblem,
  notifications,
  orders,
  reporting,
  TradewindProblem,
  updateRecord,
  type Calls,
  type Operation,
  type Operations,
  type Product,
  type Tradewind,
} from '#libs/client';
import { runningCloud } from '#libs/testing';
import { SEEDED_CATEGORY } from './seeded-category.ts';

const cloud = runningCloud();
const services = {
  catalog,
  checkout,
  fulfillment,
  identity,
  inventory,
  notifications,
  orders,
  reporting,
};

const shippingAddress = {
  name: 'Ada Example',
  line1: '1 Analytical Way',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};
const payment = { payment: { token: 'tok_success' } };
const basket = { lineItems: [{ productId: `prd_${'1'.padStart(36, '0')}`, quantity: 1 }] };

describe('the operations of the client', () => {
  const operations: readonly (readonly [string, Operation])[] = Object.entries(services).flatMap(
    ([service, each]) =>
      Object.entries(each as Operations).map(
        ([name, operation]) => [`${service}.${name}`, operation as Operation] as const,
      ),
  );

  it.each(operations)('include %s, which the API has', async (_name, operation) => {
    const client = createClient({ baseUrl: cloud.apiUrl }, { operation }) as Calls<{ operation: Operation }>;
    const names = operation.path.match(/\{\w+\}/g) ?? [];
    const args = [...names.map(() => 'unknown'), ...(operation.input ? [{}] : [])];
    const outcome = await client.operation(...(args as never[])).then(
      () => 'answered',
      (error: unknown) => (error instanceof TradewindProblem ? error.code : error),
    );
    expect(outcome).toMatch(/^(answered|auth[.]unauthorized|request[.]invalid-(body|parameters))$/);
  });
});

describe('a guest', () => {
  const guest = cloud.client();

  it('buys with the token that the client keeps for the session', async () => {
    const { sessionId } = await guest.checkout.createSession(basket);
    const email = `ada-${randomUUID()}@example.com`;
    await guest.checkout.updateSession(sessionId, { email, shippingAddress, shippingOption: 'standard' });
    await guest.checkout.completeSession(sessionId, payment, { waitSeconds: 10 });
    const { status, orderId } = await guest.checkout.getSession(sessionId);
    expect(['completing', 'completed']).toContain(status);
    expect(orderId).toMatch(/^ord_/);
    await expect(cloud.client().checkout.getSession(sessionId)).rejects.toMatchObject({
      code: 'session.not-found',
    });
  });

  it('creates one session per key, and cannot use the key for another basket', async () => {
    const options = { idempotencyKey: randomUUID() };
    const [first, second] = [
      await guest.checkout.createSession(basket, options),
      await guest.checkout.createSession(basket, options),
    ];
    expect(second).toEqual(first);
    const other = { lineItems: [{ ...basket.lineItems[0]!, quantity: 2 }] };
    await expect(guest.checkout.createSession(other, options)).rejects.toMatchObject({
      status: 422,
      code: 'idempotency.key-reused',
      idempotencyKey: options.idempotencyKey,
    });
  });

  it('visits each product once, page by page', async () => {
    const inCategory = { categoryId: SEEDED_CATEGORY };
    const paged: string[] = [];
    for await (const { productId } of guest.catalog.listProducts({ ...inCategory, limit: 3 }))
      paged.push(productId);
    const sizes: number[] = [];
    for await (const { items } of guest.catalog.listProducts({ ...inCategory, limit: 10 }).pages())
      sizes.push(items.length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(new Set(paged).size).toBe(paged.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(paged.length);
  });

  it('receives problems with a code, the invalid fields and the correlation id of the call', async () => {
    const correlationId = randomUUID();
    const error: unknown = await guest.checkout
      .createSession({ lineItems: [{ productId: 'prd', quantity: 0 }] }, { correlationId })
      .catch((each: unknown) => each);
    expect(isProblem(error, 'request.invalid-body')).toBe(true);
    expect(error).toMatchObject({ status: 400, correlationId });
  });

  it('does not download a product again that has not changed', async () => {
    const productId = basket.lineItems[0]!.productId;
    const { data, etag } = await guest.catalog.getProduct(productId).withResponse();
    expect(data.productId).toBe(productId);
    expect(await guest.catalog.getProduct(productId, { ifNoneMatch: etag! })).toBeUndefined();
  });
});

describe('a member of staff', () => {
  const staff = cloud.client('staff');
  let product: Product;
  beforeAll(async () => {
    const { items } = await staff.catalog.listCategories({ limit: 1 });
    product = await staff.catalog.createProduct({
      title: 'Crate',
      description: 'Made for one test.',
      categoryId: items[0]!.categoryId,
      price: { amount: 1_000, currency: 'EUR' },
    });
  });

  it('loses no change when several are made at the same time', async () => {
    const append = (character: string) =>
      updateRecord({
        get: () => staff.catalog.getProduct(product.productId),
        change: ({ title }, ifMatch) =>
          staff.catalog.changeProduct(product.productId, { title: title + character }, { ifMatch }),
      });
    await Promise.all(['a', 'b', 'c'].map(append));
    const { title } = await staff.catalog.getProduct(product.productId);
    expect([...title].toSorted()).toEqual([...'Crate', 'a', 'b', 'c'].toSorted());
  });

  it('cannot overwrite a version that has changed', async () => {
    await expect(
      staff.catalog.changeProduct(product.productId, { title: 'Box' }, { ifMatch: '"0"' }),
    ).rejects.toMatchObject({ code: 'record.changed' });
  });
});

describe('a client whose token the API rejects', () => {
  it('requests another one and repeats the call', async () => {
    const tokens = ['e30.e30.invalid', await cloud.token('customer')];
    const client: Tradewind = cloud.client(undefined, { auth: async () => tokens.shift() });
    const { data, attempts } = await client.identity.getProfile().withResponse();
    expect(data.email).toMatch(/@/);
    expect(attempts).toBe(2);
  });
});
