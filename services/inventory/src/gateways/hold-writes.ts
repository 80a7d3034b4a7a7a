import type { Write } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { Hold } from './stock-repository.ts';

/**
 * The writes that return the units of a hold, if its item still has it. They are returned to the main item, because a bucket
 * may be closed meanwhile.
 */
export function returningWrites(table: string, { stockId, hold, quantity }: Hold): Write[] {
  const holdExists = {
    TableName: table,
    Key: { stockId },
    ConditionExpression: 'attribute_exists(holds.#hold)',
    ExpressionAttributeNames: { '#hold': hold, '#version': 'version' },
  };
  const productId = stockId.split('#', 1)[0] ?? stockId;
  if (stockId === productId)
    return [
      {
        Update: {
          ...holdExists,
          UpdateExpression:
            'ADD available :quantity, #version :one SET correlationId = :correlationId REMOVE holds.#hold',
          ExpressionAttributeValues: addedUnits(quantity),
        },
      },
    ];
  const removeFromBucket: Write = {
    Update: {
      ...holdExists,
      UpdateExpression: 'ADD #version :one REMOVE holds.#hold, correlationId',
      ExpressionAttributeValues: { ':one': 1 },
    },
  };
  const addToMain: Write = {
    Update: {
      TableName: table,
      Key: { stockId: productId },
      UpdateExpression: 'ADD available :quantity, #version :one SET correlationId = :correlationId',
      ConditionExpression: 'attribute_exists(stockId)',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: addedUnits(quantity),
    },
  };
  return [removeFromBucket, addToMain];
}

const addedUnits = (quantity: number) => ({
  ':quantity': quantity,
  ':one': 1,
  ':correlationId': correlationId(),
});

/** Requires in a transaction that an item still has a hold. */
export const requireHold = (table: string, { stockId, hold }: Pick<Hold, 'stockId' | 'hold'>): Write => ({
  ConditionCheck: {
    TableName: table,
    Key: { stockId },
    ConditionExpression: 'attribute_exists(holds.#hold)',
    ExpressionAttributeNames: { '#hold': hold },
  },
});
