import { runningCloud, waitUntil } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbOrderCopies } from '../src/gateways/dynamodb-order-copies.ts';
import type { OrderCopies } from '../src/gateways/order-copies.ts';
import type { OrderCopy } from '../src/models/order-copy.ts';

/** The copies of the running cloud. */
export async function keptCopies(): Promise<OrderCopies> {
  const cloud = runningCloud();
  return dynamoDbOrderCopies(
    await cloud.ref('reporting', 'OrderCopiesTable'),
    DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig)),
  );
}

/** Waits until the copies of all these orders are as they should be. */
export async function untilKept(
  orderIds: readonly string[],
  isAsExpected: (copy: OrderCopy) => boolean,
): Promise<void> {
  const copies = await keptCopies();
  await waitUntil(async () => {
    const kept = (await copies.read(orderIds)).filter(isAsExpected);
    return kept.length === orderIds.length ? kept : undefined;
  });
}
