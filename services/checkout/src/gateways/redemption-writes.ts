import type { Write } from '#libs/gateways';
import type { DynamoDbClient } from '#libs/aws';
import type { Redemption } from '../models/discount.ts';
import { discountKey } from './dynamodb-discount-repository.ts';

export interface RedemptionTables {
  readonly discounts: string;
  readonly uses: string;
  readonly redemptions: string;
}

/** The writes that redeem the discounts of an order. They fail when a discount can no longer be redeemed. */
export const redeem = (
  orderId: string,
  redemptions: readonly Redemption[],
  tables: RedemptionTables,
): Write[] => [
  ...redemptions.flatMap(({ code, uses }) => [
    increment(code, tables),
    ...uses.map((useId) => insertUse(code, useId, tables)),
  ]),
  ...(redemptions.length === 0 ? [] : [insertRecord(orderId, redemptions, tables)]),
];

/**
 * The writes that return the redemptions of an order. Each redemption is returned once: the first write, which deletes the
 * record of the order, fails when it was deleted before.
 */
export const giveBack = (
  orderId: string,
  redemptions: readonly Redemption[],
  tables: RedemptionTables,
): Write[] => [
  ...(redemptions.length === 0 ? [] : [deleteRecord(orderId, tables)]),
  ...redemptions.flatMap(({ code, uses }) => [
    decrement(code, tables),
    ...uses.map((useId) => deleteUse(useId, tables)),
  ]),
];

/** The redemptions of an order; none when it used no discount or they were returned. */
export async function findRedemptions(
  orderId: string,
  { redemptions: TableName }: Pick<RedemptionTables, 'redemptions'>,
  client: DynamoDbClient,
): Promise<readonly Redemption[]> {
  const { Item } = await client.get({ TableName, Key: { orderId }, ConsistentRead: true });
  return (Item?.['redemptions'] ?? []) as Redemption[];
}

const increment = (code: string, { discounts }: RedemptionTables): Write => ({
  Update: {
    TableName: discounts,
    Key: discountKey(code),
    UpdateExpression: 'ADD redemptions :one',
    // Checks the limit at the time of the write, not at the time of the quote.
    ConditionExpression:
      'attribute_exists(code) AND (attribute_not_exists(terms.maxRedemptions) OR redemptions < terms.maxRedemptions)',
    ExpressionAttributeValues: { ':one': 1 },
  },
});

const decrement = (code: string, { discounts }: RedemptionTables): Write => ({
  Update: {
    TableName: discounts,
    Key: discountKey(code),
    UpdateExpression: 'ADD redemptions :minusOne',
    ConditionExpression: 'redemptions > :zero',
    ExpressionAttributeValues: { ':minusOne': -1, ':zero': 0 },
  },
});

const insertUse = (code: string, useId: string, { uses }: RedemptionTables): Write => ({
  Put: { TableName: uses, Item: { useId, code }, ConditionExpression: 'attribute_not_exists(useId)' },
});

const deleteUse = (useId: string, { uses }: RedemptionTables): Write => ({
  Delete: { TableName: uses, Key: { useId } },
});

const insertRecord = (
  orderId: string,
  redemptions: readonly Redemption[],
  { redemptions: TableName }: RedemptionTables,
): Write => ({
  Put: {
    TableName,
    Item: { orderId, redemptions },
    ConditionExpression: 'attribute_not_exists(orderId)',
  },
});

const deleteRecord = (orderId: string, { redemptions: TableName }: RedemptionTables): Write => ({
  Delete: { TableName, Key: { orderId }, ConditionExpression: 'attribute_exists(orderId)' },
});
