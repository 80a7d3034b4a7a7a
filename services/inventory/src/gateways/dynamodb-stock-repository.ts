import type { ProductQuantity } from '#libs/contracts';
import {
  documentClient,
  isConditionFailure,
  dynamoDbRecordRepository,
  transact,
  type Write,
} from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { DynamoDbClient } from '#libs/aws';
import type { Adjustment } from '../models/adjustment.ts';
import type { Reservation } from '../models/reservation.ts';
import type { Stock } from '../models/stock.ts';
import type { StockRepository } from './stock-repository.ts';

interface Tables {
  readonly stock?: string;
  readonly reservations?: string;
  readonly adjustments?: string;
}

/** A function passes only the tables that its use case accesses and its role allows. */
export function dynamoDbStockRepository(
  { stock = '', reservations = '', adjustments = '' }: Tables,
  client: DynamoDbClient = documentClient(),
  now: () => Date = () => new Date(),
): StockRepository {
  const write = (...writes: Write[]) => transact(client, 'stock.busy', writes);
  const changeStock = (productId: string, available: number, reserved: number): Write => ({
    Update: {
      TableName: stock,
      Key: { productId },
      UpdateExpression:
        'ADD available :available, reserved :reserved, #version :one SET correlationId = :correlationId',
      // The available quantity must not become negative. Without a stock record the condition fails.
      ...(available < 0 && { ConditionExpression: 'available >= :required' }),
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: {
        ':available': available,
        ':reserved': reserved,
        ':one': 1,
        ':correlationId': correlationId(),
        ...(available < 0 && { ':required': -available }),
      },
    },
  });

  return {
    async find(productId) {
      const { Item } = await client.get({ TableName: stock, Key: { productId } });
      return Item as Stock | undefined;
    },

    async adjust(adjustment) {
      const { productId, quantity } = adjustment;
      const failures = await write(
        {
          Put: {
            TableName: adjustments,
            Item: adjustment,
            ConditionExpression: 'attribute_not_exists(adjustmentId)',
          },
        },
        changeStock(productId, quantity, 0),
      );
      const alreadyExists = failures.includes(0);
      return alreadyExists || failures.length === 0;
    },

    listAdjustments: (productId, query) =>
      dynamoDbRecordRepository<Adjustment>(adjustments, ['productId', 'adjustmentId'], client).list({
        partition: { productId },
        newestFirst: true,
        ...query,
      }),

    async findReservation(orderId) {
      const key = { TableName: reservations, Key: { orderId }, ConsistentRead: true };
      return (await client.get(key)).Item as Reservation | undefined;
    },

    async reserve(orderId, lineItems) {
      const reservation: Reservation = {
        orderId,
        status: 'reserved',
        lineItems,
        changedAt: now().toISOString(),
      };
      const [first, ...short] = await write(
        {
          Put: {
            TableName: reservations,
            Item: reservation,
            ConditionExpression: 'attribute_not_exists(orderId)',
          },
        },
        ...lineItems.map(({ productId, quantity }) => changeStock(productId, -quantity, quantity)),
      );
      if (first === undefined) return true;
      if (first === 0) return false;
      return { productIds: toProductIds([first, ...short], lineItems) };
    },

    async transition({ orderId, lineItems }, { from, to, available, reserved }) {
      const failures = await write(
        {
          Update: {
            TableName: reservations,
            Key: { orderId },
            UpdateExpression: 'SET #status = :to, changedAt = :now',
            ConditionExpression: '#status = :from',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':from': from, ':to': to, ':now': now().toISOString() },
          },
        },
        ...lineItems.map(({ productId, quantity }) =>
          changeStock(productId, available * quantity, reserved * quantity),
        ),
      );
      return failures.length === 0;
    },

    async insertReleased(orderId) {
      const released: Reservation = {
        orderId,
        status: 'released',
        lineItems: [],
        changedAt: now().toISOString(),
      };
      const hasNoReservation = 'attribute_not_exists(orderId)';
      try {
        await client.put({ TableName: reservations, Item: released, ConditionExpression: hasNoReservation });
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}

// The reservation is item 0 of the transaction; line n is item n + 1.
const toProductIds = (failures: readonly number[], lineItems: readonly ProductQuantity[]): string[] =>
  failures.flatMap((index) => lineItems[index - 1]?.productId ?? []);
