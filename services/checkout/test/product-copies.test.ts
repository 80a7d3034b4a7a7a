import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoDbProductCopies } from '../src/gateways/dynamodb-product-copies.ts';
import type { ProductCopies } from '../src/gateways/product-copies.ts';
import { inMemoryProductCopies } from './in-memory-product-copies.ts';
import { createOwnTables } from './own-tables.ts';
import { productChanged, productId, stockChanged } from './shop.ts';

let onDynamoDb: ProductCopies;
let drop = async () => {};

beforeAll(async () => {
  const own = await createOwnTables({ copies: ['productId'] });
  drop = own.drop;
  onDynamoDb = dynamoDbProductCopies(own.tables.copies, own.client);
});
afterAll(() => drop());

let last = 0;

describe.each<[string, () => ProductCopies]>([
  ['on DynamoDB', () => onDynamoDb],
  ['in memory', inMemoryProductCopies],
])('product copies %s', (_, open) => {
  it('are made of two events, whichever comes first', async () => {
    const copies = open();
    const [one, other] = [++last, ++last];
    await copies.keepProduct(productChanged(one));
    await copies.keepStock(stockChanged(one, 7));
    await copies.keepStock(stockChanged(other, 7));
    await copies.keepProduct(productChanged(other));
    const read = await copies.read([productId(one), productId(other)]);
    const halves = { price: { amount: 1_000, currency: 'EUR' }, status: 'active', available: 7 };
    expect(read).toHaveLength(2);
    for (const copy of read) expect(copy).toMatchObject(halves);
  });

  it('do not mind repetition and disorder', async () => {
    const copies = open();
    const n = ++last;
    const products = [3, 1, 3, 2].map((revision) => productChanged(n, { title: `r${revision}`, revision }));
    const stocks = [2, 4, 1, 4].map((revision) => stockChanged(n, revision * 10, revision));
    for (const event of products) await copies.keepProduct(event);
    for (const event of stocks) await copies.keepStock(event);
    expect(await copies.read([productId(n)])).toMatchObject([
      { title: 'r3', productRevision: 3, available: 40, stockRevision: 4 },
    ]);
  });

  it('are read each once, and only where they are known', async () => {
    const copies = open();
    const n = ++last;
    await copies.keepProduct(productChanged(n));
    const read = await copies.read([productId(n), productId(n), productId(9_999)]);
    expect(read.map((copy) => copy.productId)).toEqual([productId(n)]);
    expect(await copies.read([])).toEqual([]);
  });
});
