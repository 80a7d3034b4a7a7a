import { afterAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { COMMAND_REFUSED, type Refusal } from '#libs/contracts';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { newHoldId } from '../../src/models/hold.ts';
import { toAdjustment } from '../../src/models/adjustment.ts';
import { dynamoDbRepositories } from '../dynamodb-repositories.ts';

const cloud = runningCloud();
const lambda = new LambdaClient(cloud.clientConfig);
const tables = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
afterAll(() => {
  lambda.destroy();
  tables.destroy();
});

async function command(name: string, fields: object = {}) {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({
      FunctionName: await cloud.parameter(`/tradewind/local/inventory/${name}-arn`),
      Payload: JSON.stringify({ ...fields, correlationId: 'hot-products' }),
    }),
  );
  const answer = JSON.parse(new TextDecoder().decode(Payload)) as {
    errorType?: string;
    errorMessage: string;
  };
  if (FunctionError === undefined) return { outcome: 'done' };
  expect(answer.errorType).toBe(COMMAND_REFUSED);
  return { outcome: 'refused', ...(JSON.parse(answer.errorMessage) as Refusal) };
}

/** A product whose units are split, as after a rush of customers. */
async function splitProduct(units: number, buckets: number, share: number) {
  const repositories = await dynamoDbRepositories();
  const productId = newId('prd');
  await repositories.adjustments.adjust(
    toAdjustment(productId, { quantity: units, reason: 'delivery' }, new Date()),
  );
  await repositories.stock.spread(productId, buckets, share);
  const order = (quantity: number, others: object[] = []) => ({
    orderId: newId('ord'),
    lineItems: [{ productId, quantity }, ...others],
  });
  const level = async () => (await cloud.call('GET', `/inventory/stock/${productId}`)).body.available;
  return { ...repositories, productId, order, level };
}

describe('a product that is split over several items', () => {
  it('shows all its units to customers and to checkout', async () => {
    const { productId, level } = await splitProduct(12, 4, 3);
    expect(await level()).toBe(12);
    const TableName = await cloud.ref('checkout', 'ProductProjectionsTable');
    await waitUntil(async () => {
      const { Item } = await tables.send(new GetCommand({ TableName, Key: { productId } }));
      return Item?.['available'] === 12 ? Item : undefined;
    });
  });

  it('sells its last units, also when no item has enough of them', async () => {
    const { order, level, stock, productId } = await splitProduct(4, 4, 1);
    const first = order(2);
    expect(await command('reserve-stock', first)).toMatchObject({ outcome: 'done' });
    expect(await command('commit-stock', { orderId: first.orderId })).toMatchObject({ outcome: 'done' });
    expect(await command('reserve-stock', order(2))).toMatchObject({ outcome: 'done' });
    expect(await command('reserve-stock', order(1))).toMatchObject({ code: 'stock.insufficient' });
    expect(await level()).toBe(0);
    expect((await stock.findItems([productId]))[0]?.buckets).toBeUndefined();
  });

  it('names all products with insufficient stock', async () => {
    const { order } = await splitProduct(4, 4, 1);
    const refused = await command('reserve-stock', order(9, [{ productId: newId('prd'), quantity: 1 }]));
    expect(refused).toMatchObject({ outcome: 'refused', code: 'stock.insufficient' });
  });

  it('can be adjusted by all its units', async () => {
    const { productId, level } = await splitProduct(12, 4, 3);
    const { status } = await cloud.call('POST', `/inventory/stock/${productId}/adjustments`, {
      as: 'staff',
      body: { quantity: -11, reason: 'loss' },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    expect([status, await level()]).toEqual([201, 1]);
  });

  it('is gathered by the nightly check, which returns the units of crashed attempts', async () => {
    const { productId, stock, reservations } = await splitProduct(12, 4, 3);
    const orderId = newId('ord');
    const hold = newHoldId(orderId, new Date(Date.now() - 20 * 60 * 1000));
    await stock.take({ stockId: `${productId}#1`, hold, quantity: 2, settledHolds: [] });
    await command('check-stock');
    expect(await stock.findItems([productId])).toMatchObject([{ available: 12, holds: {} }]);
    expect((await stock.findItems([productId]))[0]?.buckets).toBeUndefined();
    expect(await reservations.find(orderId)).toMatchObject({ status: 'released' });
  });
});

it('ReserveStock keeps an item small when many orders reserved it', async () => {
  const TableName = await cloud.ref('inventory', 'StockTable');
  const { productId, order, stock, reservations } = await splitProduct(40, 2, 1);
  // The holds of other execution environments.
  const holds: Record<string, number> = {};
  for (let count = 0; count < 12; count++) {
    const orderId = newId('ord');
    const hold = newHoldId(orderId, new Date());
    holds[hold] = 1;
    const lineItems = [{ productId, quantity: 1, hold: hold.split('.')[1]!, bucket: 0 }];
    await reservations.decide({
      orderId,
      status: 'reserved',
      lineItems,
      changedAt: new Date().toISOString(),
    });
  }
  const [main] = await stock.findItems([productId]);
  await tables.send(new PutCommand({ TableName, Item: { ...main, available: main!.available - 12, holds } }));
  expect(await command('reserve-stock', order(1))).toMatchObject({ outcome: 'done' });
  const [after] = await stock.findItems([productId]);
  expect(Object.keys(after!.holds)).toHaveLength(1);
});

describe('an order', () => {
  /** A product that is not split. Products that are created later sort behind it. */
  async function newProduct(units: number) {
    const repositories = await dynamoDbRepositories();
    const productId = newId('prd');
    const delivery = toAdjustment(productId, { quantity: units, reason: 'delivery' }, new Date());
    await repositories.adjustments.adjust(delivery);
    const level = async () => (await repositories.stock.find(productId))?.available;
    /** Takes units as an attempt that crashed. */
    const hold = (orderId: string, at: Date) =>
      repositories.stock.take({
        stockId: productId,
        hold: newHoldId(orderId, at),
        quantity: units,
        settledHolds: [],
      });
    return { productId, line: { productId, quantity: units }, level, hold };
  }

  it('continues with the units that a crashed attempt took', async () => {
    const [tea, cup] = [await newProduct(1), await newProduct(2)];
    const orderId = newId('ord');
    await tea.hold(orderId, new Date());
    const reserve = { orderId, lineItems: [tea.line, cup.line] };
    expect(await command('reserve-stock', reserve)).toMatchObject({ outcome: 'done' });
    expect(await command('reserve-stock', reserve)).toMatchObject({ outcome: 'done' });
    expect([await tea.level(), await cup.level()]).toEqual([0, 0]);
  });

  it('waits for units that a crashed attempt for another order holds', async () => {
    const [tea, cup] = [await newProduct(1), await newProduct(2)];
    await tea.hold(newId('ord'), new Date(Date.now() - 20 * 60 * 1000));
    const reserve = { orderId: newId('ord'), lineItems: [tea.line, cup.line] };
    expect(await command('reserve-stock', reserve)).toMatchObject({ outcome: 'done' });
    expect([await tea.level(), await cup.level()]).toEqual([0, 0]);
  });
});
