import type { DynamoDbClient } from '#libs/aws';
import { documentClient, dynamoDbRecordRepository, transact } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { Adjustment } from '../models/adjustment.ts';
import type { AdjustmentRepository } from './adjustment-repository.ts';

interface Tables {
  readonly stock?: string;
  readonly adjustments: string;
}

/** A function passes only the tables that its use case accesses and its role allows. */
export function dynamoDbAdjustmentRepository(
  { stock = '', adjustments }: Tables,
  client: DynamoDbClient = documentClient(),
): AdjustmentRepository {
  return {
    async adjust(adjustment) {
      const { productId, quantity } = adjustment;
      const failures = await transact(client, 'stock.busy', [
        {
          Put: {
            TableName: adjustments,
            Item: adjustment,
            ConditionExpression: 'attribute_not_exists(adjustmentId)',
          },
        },
        {
          Update: {
            TableName: stock,
            Key: { stockId: productId },
            UpdateExpression:
              'ADD available :quantity, #version :one SET holds = if_not_exists(holds, :none), correlationId = :correlationId',
            // The available quantity must not become negative. Without a stock item the condition fails.
            ...(quantity < 0 && { ConditionExpression: 'available >= :required' }),
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: {
              ':quantity': quantity,
              ':one': 1,
              ':none': {},
              ':correlationId': correlationId(),
              ...(quantity < 0 && { ':required': -quantity }),
            },
          },
        },
      ]);
      const alreadyExists = failures.includes(0);
      return alreadyExists || failures.length === 0;
    },

    list: (productId, query) =>
      dynamoDbRecordRepository<Adjustment>(adjustments, ['productId', 'adjustmentId'], client).list({
        partition: { productId },
        newestFirst: true,
        ...query,
      }),
  };
}
