import type { DynamoDbClient } from '#libs/aws';
import { documentClient } from '#libs/gateways';
import { pageCursors } from '#libs/models';
import type { Adjustment } from '../models/adjustment.ts';
import type { Reservation } from '../models/reservation.ts';
import type { StockItem } from '../models/stock.ts';
import type { StockAuditRepository } from './stock-audit-repository.ts';

interface Tables {
  readonly stock?: string;
  readonly reservations: string;
  readonly adjustments?: string;
}

type Position = Record<string, unknown>;

// A reservation has at most 50 lines of about 70 bytes: a page is far below the 6 MB limit of a function's response.
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const PAGE_SIZE = 500;

/** Reads are consistent: a stock that has the same version in two reads did not change in between. */
export function dynamoDbStockAuditRepository(
  { stock = '', reservations, adjustments = '' }: Tables,
  client: DynamoDbClient = documentClient(),
): StockAuditRepository {
  const cursors = pageCursors(reservations);
  async function page<T>(TableName: string, ExclusiveStartKey?: Position, Limit?: number) {
    const { Items = [], LastEvaluatedKey } = await client.scan({
      TableName,
      ExclusiveStartKey,
      Limit,
      ConsistentRead: true,
    });
    return { items: Items as T[], position: LastEvaluatedKey };
  }
  async function* scanAll<T>(tableName: string): AsyncIterable<T> {
    let position: Position | undefined;
    do {
      const next = await page<T>(tableName, position);
      yield* next.items;
      position = next.position;
    } while (position !== undefined);
  }

  return {
    stock: () => scanAll<StockItem>(stock),
    adjustments: () => scanAll<Adjustment>(adjustments),
    reservations: () => scanAll<Reservation>(reservations),

    async pageReservations(cursor) {
      const from = cursor === undefined ? undefined : cursors.open(cursor);
      const { items, position } = await page<Reservation>(reservations, from, PAGE_SIZE);
      return { reservations: items, ...(position && { nextCursor: cursors.seal(position) }) };
    },
  };
}
