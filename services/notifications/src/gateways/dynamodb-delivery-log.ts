import { AppError } from '#libs/errors';
import { documentClient, dynamoDbRecordRepository, type RecordRepository } from '#libs/gateways';
import { decodeCursor, encodeCursor } from '#libs/models';
import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Delivery } from '../models/delivery.ts';
import type { DeliveryLog, DeliverySearch, KeptDelivery } from './delivery-log.ts';

// A search for what is rare reads this many at once, and at most so often before it answers what it has.
const READ_AT_ONCE = 100;
const READS = 10;

/** The log on DynamoDB, keyed by endpoint and delivery; the indexes `due` and `waiting` hold only what is not over. */
export function dynamoDbDeliveryLog(
  tableName: string,
  client: DynamoDBDocumentClient = documentClient(),
): DeliveryLog {
  const records = dynamoDbRecordRepository<Delivery>(tableName, ['endpointId', 'deliveryId'], client);
  return {
    ...deliveryRecords(records),
    async search(endpointId, search) {
      const found: KeptDelivery[] = [];
      let start = search.cursor === undefined ? undefined : startKey(endpointId, search.cursor);
      for (let read = 0; read < READS; read++) {
        const query = new QueryCommand({
          TableName: tableName,
          ...conditions(endpointId, search),
          Limit: READ_AT_ONCE,
          ScanIndexForward: false,
          ExclusiveStartKey: start,
        });
        const { Items = [], LastEvaluatedKey } = await client.send(query);
        found.push(...(Items as KeptDelivery[]));
        start = LastEvaluatedKey;
        if (found.length > search.limit || start === undefined) break;
      }
      const items = found.slice(0, search.limit);
      if (found.length > search.limit) start = keyOf(items.at(-1)!);
      return start === undefined ? { items } : { items, nextCursor: encodeCursor(start) };
    },
  };
}

/** What a log does with its records one by one. */
export const deliveryRecords = (records: RecordRepository<Delivery>): Omit<DeliveryLog, 'search'> => ({
  insert: (delivery) =>
    records.insert(delivery).then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'record.exists') return false;
        throw error;
      },
    ),
  find: (key) => records.get(key),
  replace: (delivery) => records.replace(delivery),
  async due(dueShard, now, limit) {
    const { items } = await records.list({ index: 'due', partition: { dueShard }, limit });
    return items.filter(({ dueAt = '' }) => dueAt <= now.toISOString());
  },
  waiting: (waitingFor, query) => records.list({ index: 'waiting', partition: { waitingFor }, ...query }),
});

const keyOf = ({ endpointId, deliveryId }: Delivery) => ({ endpointId, deliveryId });

function conditions(endpointId: string, { status, type, first, last }: DeliverySearch) {
  const wanted = Object.entries({ status, type }).filter(([, value]) => value !== undefined);
  return {
    KeyConditionExpression: 'endpointId = :endpointId AND deliveryId BETWEEN :first AND :last',
    ...(wanted.length > 0 && {
      FilterExpression: wanted.map(([name]) => `#${name} = :${name}`).join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(wanted.map(([name]) => [`#${name}`, name])),
    }),
    ExpressionAttributeValues: {
      ':endpointId': endpointId,
      ':first': first,
      ':last': last,
      ...Object.fromEntries(wanted.map(([name, value]) => [`:${name}`, value])),
    },
  };
}

function startKey(endpointId: string, cursor: string): Record<string, unknown> {
  const { deliveryId, ...position } = decodeCursor(cursor);
  if (position['endpointId'] !== endpointId || typeof deliveryId !== 'string')
    throw new AppError('invalid', 'page.cursor-invalid', { detail: 'The cursor is of another list.' });
  return { endpointId, deliveryId };
}
