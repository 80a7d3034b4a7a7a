import { randomUUID } from 'node:crypto';
import type { CloudUnderTest } from './cloud.ts';

const UNITS = 100_000;

/** Creates two products with stock for all histories. @returns their ids */
export async function stockProducts({ connection, cloud }: CloudUnderTest): Promise<readonly string[]> {
  const staff = connection.client('staff');
  const { items } = await staff.catalog.listCategories();
  const products = [];
  for (const title of ['Kettle', 'Teapot']) {
    const { productId } = await staff.catalog.createProduct({
      title: `${title} ${randomUUID()}`,
      description: 'Bought under faults.',
      categoryId: items[0]!.categoryId,
      price: { amount: 1_250, currency: 'EUR' },
    });
    await staff.inventory.createAdjustment(productId, { quantity: UNITS, reason: 'delivery' });
    products.push(productId);
  }
  await cloud.settled();
  return products;
}
