import type { DynamoDbClient } from '#libs/aws';
import { AppError } from '#libs/errors';
import {
  documentClient,
  existingItem,
  isConditionFailure,
  isRejected,
  transact,
  type Write,
} from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { Reservation, ReservedLine } from '../models/reservation.ts';
import { requireHold, returningWrites } from './hold-writes.ts';
import type { ReservationRepository } from './reservation-repository.ts';
import type { Hold } from './stock-repository.ts';

interface Tables {
  readonly stock?: string;
  readonly reservations: string;
}

/** A function passes only the tables that its use case accesses and its role allows. */
export function dynamoDbReservationRepository(
  { stock = '', reservations }: Tables,
  client: DynamoDbClient = documentClient(),
  now: () => Date = () => new Date(),
): ReservationRepository {
  const changeStatus = (orderId: string, from: string, to: string) => ({
    TableName: reservations,
    Key: { orderId },
    UpdateExpression: 'SET #status = :to, changedAt = :now',
    ConditionExpression: '#status = :from',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':from': from, ':to': to, ':now': now().toISOString() },
  });
  const addUnits = (stockId: string, quantity: number, isBucket: boolean): Write => ({
    Update: {
      TableName: stock,
      Key: { stockId },
      UpdateExpression: 'ADD available :quantity, #version :one SET correlationId = :correlationId',
      ConditionExpression: isBucket ? 'attribute_exists(isOpen)' : 'attribute_exists(stockId)',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':quantity': quantity, ':one': 1, ':correlationId': correlationId() },
    },
  });
  /** To the bucket that the units were taken from, or to the main item when the product is no longer split. */
  const returnLine = ({ productId, bucket, quantity }: ReservedLine, isOpen: boolean): Write =>
    isOpen && bucket > 0
      ? addUnits(`${productId}#${bucket}`, quantity, true)
      : addUnits(productId, quantity, false);

  async function findMany(orderIds: readonly string[]): Promise<Reservation[]> {
    const found: Reservation[] = [];
    let keys = orderIds.map((orderId): Record<string, unknown> => ({ orderId }));
    while (keys.length > 0) {
      const RequestItems = { [reservations]: { Keys: keys, ConsistentRead: true } };
      const { Responses = {}, UnprocessedKeys = {} } = await client.batchGet({ RequestItems });
      found.push(...((Responses[reservations] ?? []) as Reservation[]));
      keys = UnprocessedKeys[reservations]?.Keys ?? [];
    }
    return found;
  }

  const insertion = (reservation: Reservation) => ({
    TableName: reservations,
    Item: reservation,
    ConditionExpression: 'attribute_not_exists(orderId)',
  });

  async function decideWithHolds(reservation: Reservation, adopted: readonly Hold[]) {
    const failures = await transact(client, 'stock.busy', [
      { Put: insertion(reservation) },
      ...adopted.map((hold) => requireHold(stock, hold)),
    ]);
    if (failures.length === 0) return undefined;
    if (failures.includes(0)) return (await findMany([reservation.orderId]))[0];
    throw new AppError('unavailable', 'stock.busy', { retryAfterSeconds: 1 });
  }

  return {
    async find(orderId) {
      const key = { TableName: reservations, Key: { orderId }, ConsistentRead: true };
      return (await client.get(key)).Item as Reservation | undefined;
    },

    findMany,

    async decide(reservation, adopted = []) {
      if (adopted.length > 0) return decideWithHolds(reservation, adopted);
      try {
        await client.put({
          ...insertion(reservation),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return undefined;
      } catch (error) {
        if (isConditionFailure(error)) return existingItem(error) as unknown as Reservation;
        throw toBusy(error);
      }
    },

    async returnUndecided(orderId, hold) {
      const undecided: Write = {
        ConditionCheck: {
          TableName: reservations,
          Key: { orderId },
          ConditionExpression: 'attribute_not_exists(orderId)',
        },
      };
      const failures = await transact(client, 'stock.busy', [undecided, ...returningWrites(stock, hold)]);
      if (failures.length === 0) return 'returned';
      return failures.includes(0) ? 'decided' : 'missing';
    },

    async commit(orderId) {
      try {
        await client.update({
          ...changeStatus(orderId, 'reserved', 'committed'),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return existingItem(error) as Reservation | undefined;
        throw toBusy(error);
      }
    },

    async returnUnits({ orderId, lineItems }, { from, to }) {
      const isClosed = new Set<ReservedLine>();
      for (;;) {
        const failures = await transact(client, 'stock.busy', [
          { Update: changeStatus(orderId, from, to) },
          ...lineItems.map((line) => returnLine(line, !isClosed.has(line))),
        ]);
        if (failures.length === 0) return true;
        if (failures.includes(0)) return false;
        // Item 0 of the transaction is the reservation; line n is item n + 1. Only a closed bucket fails its condition.
        const closed = failures.flatMap((index) => lineItems[index - 1] ?? []);
        const missing = closed.find((line) => line.bucket === 0 || isClosed.has(line));
        if (missing) throw new Error(`${missing.productId} has no stock item`);
        for (const line of closed) isClosed.add(line);
      }
    },
  };
}

/** A concurrent command is changing the same reservation. */
const toBusy = (error: unknown): unknown =>
  isRejected(error)
    ? new AppError('unavailable', 'stock.busy', { cause: error, retryAfterSeconds: 1 })
    : error;
