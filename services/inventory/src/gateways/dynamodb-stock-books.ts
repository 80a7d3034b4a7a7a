import { documentClient } from '#libs/gateways';
import { decodeCursor, encodeCursor } from '#libs/models';
import { BatchGetCommand, ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Adjustment } from '../models/adjustment.ts';
import type { Reservation } from '../models/reservation.ts';
import type { Stock } from '../models/stock.ts';
import type { StockBooks } from './stock-books.ts';

interface Tables {
  readonly stock?: string;
  readonly reservations: string;
  readonly adjustments?: string;
}

type Position = Record<string, unknown>;

// A reservation has at most 50 lines of some 70 bytes: far below the 6 MB that a function may answer.
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const PAGE_SIZE = 500;

/** The books on DynamoDB. Reads are consistent, so that a stock read twice with one version did not move meanwhile. */
export function dynamoDbStockBooks(
  { stock = '', reservations, adjustments = '' }: Tables,
  client: DynamoDBDocumentClient = documentClient(),
): StockBooks {
  async function page<T>(TableName: string, ExclusiveStartKey?: Position, Limit?: number) {
    const scan = new ScanCommand({ TableName, ExclusiveStartKey, Limit, ConsistentRead: true });
    const { Items = [], LastEvaluatedKey } = await client.send(scan);
    return { items: Items as T[], position: LastEvaluatedKey };
  }
  async function* whole<T>(tableName: string): AsyncIterable<T> {
    let position: Position | undefined;
    do {
      const read = await page<T>(tableName, position);
      yield* read.items;
      position = read.position;
    } while (position !== undefined);
  }

  return {
    stock: () => whole<Stock>(stock),
    adjustments: () => whole<Adjustment>(adjustments),
    async *reservations() {
      for await (const reservation of whole<Reservation>(reservations)) yield dated(reservation);
    },

    async reservationPage(cursor) {
      const from = cursor === undefined ? undefined : decodeCursor(cursor);
      const { items, position } = await page<Reservation>(reservations, from, PAGE_SIZE);
      return { reservations: items.map(dated), ...(position && { nextCursor: encodeCursor(position) }) };
    },

    async reservationsOf(orderIds) {
      const found: Reservation[] = [];
      let keys = orderIds.map((orderId): Position => ({ orderId }));
      while (keys.length > 0) {
        const RequestItems = { [reservations]: { Keys: keys, ConsistentRead: true } };
        const { Responses = {}, UnprocessedKeys = {} } = await client.send(
          new BatchGetCommand({ RequestItems }),
        );
        found.push(...((Responses[reservations] ?? []) as Reservation[]));
        keys = UnprocessedKeys[reservations]?.Keys ?? [];
      }
      return found.map(dated);
    },
  };
}

// Before the time was noted there were reservations too; theirs is long past.
const dated = (reservation: Omit<Reservation, 'changedAt'> & { changedAt?: string }): Reservation => ({
  ...reservation,
  changedAt: reservation.changedAt ?? '1970-01-01T00:00:00.000Z',
});
