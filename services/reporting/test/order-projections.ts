import { conflictingDynamoDb, runningCloud, waitUntil } from '#libs/testing';
import { dynamoDbOrderProjectionRepository } from '../src/gateways/dynamodb-order-projection-repository.ts';
import type { OrderProjectionRepository } from '../src/gateways/order-projection-repository.ts';
import type { OrderProjection } from '../src/models/order-projection.ts';

/** The projections in the local cloud. */
export async function orderProjections(): Promise<OrderProjectionRepository> {
  const cloud = runningCloud();
  return dynamoDbOrderProjectionRepository(
    await cloud.ref('reporting', 'OrderProjectionsTable'),
    conflictingDynamoDb(),
  );
}

/** Waits until the projections of all orders match. */
export async function waitForOrderProjections(
  orderIds: readonly string[],
  isAsExpected: (order: OrderProjection) => boolean,
): Promise<void> {
  const orders = await orderProjections();
  await waitUntil(async () => {
    const kept = (await orders.findMany(orderIds)).filter(isAsExpected);
    return kept.length === orderIds.length ? kept : undefined;
  });
}
