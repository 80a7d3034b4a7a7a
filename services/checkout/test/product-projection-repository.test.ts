import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoDbProductProjectionRepository } from '../src/gateways/dynamodb-product-projection-repository.ts';
import type { ProductProjectionRepository } from '../src/gateways/product-projection-repository.ts';
import { inMemoryProductProjectionRepository } from './in-memory-product-projection-repository.ts';
import { createTemporaryTables } from './temporary-tables.ts';
import { productChanged, productId, stockChanged } from './shop.ts';

let dynamoDbProducts: ProductProjectionRepository;
let drop = async () => {};

beforeAll(async () => {
  const temporary = await createTemporaryTables({ products: ['productId'] });
  drop = temporary.drop;
  dynamoDbProducts = dynamoDbProductProjectionRepository(temporary.tables.products, temporary.client);
});
afterAll(() => drop());

let last = 0;

describe.each<[string, () => ProductProjectionRepository]>([
  ['on DynamoDB with conflicts', () => dynamoDbProducts],
  ['in memory', inMemoryProductProjectionRepository],
])('the product projection repository %s', (_, create) => {
  it('combines two events in any order', async () => {
    const products = create();
    const [one, other] = [++last, ++last];
    await products.applyProductChanged(productChanged(one));
    await products.applyStockChanged(stockChanged(one, 7));
    await products.applyStockChanged(stockChanged(other, 7));
    await products.applyProductChanged(productChanged(other));
    const found = await products.findAll([productId(one), productId(other)]);
    const attributes = { price: { amount: 1_000, currency: 'EUR' }, status: 'active', available: 7 };
    expect(found).toHaveLength(2);
    for (const product of found) expect(product).toMatchObject(attributes);
  });

  it('ignores duplicate and older events', async () => {
    const products = create();
    const n = ++last;
    const productEvents = [3, 1, 3, 2].map((revision) =>
      productChanged(n, { title: `r${revision}`, revision }),
    );
    const stockEvents = [2, 4, 1, 4].map((revision) => stockChanged(n, revision * 10, revision));
    for (const event of productEvents) await products.applyProductChanged(event);
    for (const event of stockEvents) await products.applyStockChanged(event);
    expect(await products.findAll([productId(n)])).toMatchObject([
      { title: 'r3', productRevision: 3, available: 40, stockRevision: 4 },
    ]);
  });

  it('returns each existing product once', async () => {
    const products = create();
    const n = ++last;
    await products.applyProductChanged(productChanged(n));
    const found = await products.findAll([productId(n), productId(n), productId(9_999)]);
    expect(found.map((product) => product.productId)).toEqual([productId(n)]);
    expect(await products.findAll([])).toEqual([]);
  });
});
