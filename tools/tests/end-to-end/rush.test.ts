import { expect, it } from '@jest/globals';
import { buyAtOnce } from '../rush/buy-at-once.ts';
import { cloud, getStock, stockedProduct } from './shop.ts';

const CUSTOMERS = 200;
const UNITS = 20;

it('sells exactly what is in stock to 200 customers at once, and answers all of them', async () => {
  const productId = await stockedProduct(UNITS);
  const { sold, statuses, refusals } = await buyAtOnce(cloud.call, productId, CUSTOMERS);
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  expect({ sold, refusals: [...refusals.keys()].filter((code) => !/insufficient/.test(code)) }).toEqual({
    sold: UNITS,
    refusals: [],
  });
  await cloud.settled();
  expect(await getStock(productId)).toBe(0);
});
