import { AppError } from '#libs/errors';
import { documentClient, dynamoDbRecordRepository, type RecordRepository } from '#libs/gateways';
import { pageCursors } from '#libs/models';
import type { DynamoDbClient } from '#libs/aws';
import type { Delivery } from '../models/delivery.ts';
import type { DeliveryRepository, DeliverySearch, VersionedDelivery } from './delivery-repository.ts';

// A search with few matches reads up to MAX_QUERIES * QUERY_LIMIT items, then returns what it found.
const QUERY_LIMIT = 100;
const MAX_QUERIES = 10;

/** Keyed by endpoint and delivery. The sparse indexes `due` and `waiting` contain only unfinished deliveries. */
export function dynamoDbDeliveryRepository(
  tableName: string,
  client: DynamoDbClient = documentClient(),
): DeliveryRepository {
  const records = dynamoDbRecordRepository<Delivery>(tableName, ['endpointId', 'deliveryId'], client);
  return {
    ...deliveryOperations(records),
    async search(endpointId, search) {
      const found: VersionedDelivery[] = [];
      const cursors = searchCursors(tableName, endpointId, search);
      let start = search.cursor === undefined ? undefined : cursors.open(search.cursor);
      for (let queries = 0; queries < MAX_QUERIES; queries++) {
        const { Items = [], LastEvaluatedKey } = await client.query({
          TableName: tableName,
          ...conditions(endpointId, search),
          Limit: QUERY_LIMIT,
          ScanIndexForward: false,
          ExclusiveStartKey: start,
        });
        found.push(...(Items as VersionedDelivery[]));
        start = LastEvaluatedKey;
        if (found.length > search.limit || start === undefined) break;
      }
      const items = found.slice(0, search.limit);
      if (found.length > search.limit) start = toKey(items.at(-1)!);
      return start === undefined ? { items } : { items, nextCursor: cursors.seal(start) };
    },
  };
}

/** The operations that are the same on DynamoDB and in memory. */
export const deliveryOperations = (
  records: RecordRepository<Delivery>,
): Omit<DeliveryRepository, 'search'> => ({
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
  async listDue(dueShard, now, limit) {
    const { items } = await records.list({ index: 'due', partition: { dueShard }, limit });
    return items.filter(({ dueAt = '' }) => dueAt <= now.toISOString());
  },
  listWaiting: (waitingEndpointId, query) =>
    records.list({ index: 'waiting', partition: { waitingEndpointId }, ...query }),
});

const toKey = ({ endpointId, deliveryId }: Delivery) => ({ endpointId, deliveryId });

function conditions(endpointId: string, { status, type, first, last }: DeliverySearch) {
  const filters = Object.entries({ status, type }).filter(([, value]) => value !== undefined);
  return {
    KeyConditionExpression: 'endpointId = :endpointId AND deliveryId BETWEEN :first AND :last',
    ...(filters.length > 0 && {
      FilterExpression: filters.map(([name]) => `#${name} = :${name}`).join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(filters.map(([name]) => [`#${name}`, name])),
    }),
    ExpressionAttributeValues: {
      ':endpointId': endpointId,
      ':first': first,
      ':last': last,
      ...Object.fromEntries(filters.map(([name, value]) => [`:${name}`, value])),
    },
  };
}

/** The cursors of one search: another period has other bounds, outside of which DynamoDB accepts no position. */
export const searchCursors = (
  tableName: string,
  endpointId: string,
  { status, type, first, last }: DeliverySearch,
) => pageCursors(tableName, endpointId, status, type, first, last);
