import { AppError } from '#libs/errors';
import { correlationId } from '#libs/logging';
import { surroundings } from '#libs/surroundings';
import { invalidCursor, pageCursors, type Page } from '#libs/models';
import type { DynamoDbClient } from '#libs/aws';
import { documentClient } from '../clients/document-client.ts';
import { isConditionFailure, existingItem } from './condition-failures.ts';

/** A record with its version, which is its ETag and the revision of its events. */
export type Versioned<T> = T & { version: number };

/** A query for one page of records. */
export interface ListQuery {
  /** The name of a global secondary index; the table itself by default. */
  readonly index?: string;
  /** The partition key: its attribute name and value. */
  readonly partition: Readonly<Record<string, string>>;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly newestFirst?: boolean;
}

/**
 * A repository of versioned records with optimistic concurrency: every write is conditional on the version that was read.
 *
 * Each write also stores the correlation id of the request, which the events published from the table's stream carry on,
 * and a unique `writeId`. The client repeats a write when it receives no response. If the first attempt had succeeded, the
 * condition of the second one fails; the `writeId` then shows that the stored record is the result of this same write.
 */
export interface RecordRepository<T extends object> {
  /** @returns the record, or undefined when it does not exist */
  get(keyValues: Partial<T>): Promise<Versioned<T> | undefined>;
  /** Writes version 1 of a new record. @throws AppError conflict `record.exists` */
  insert(record: T): Promise<Versioned<T>>;
  /** Writes the next version over `record.version`. @throws AppError conflict `record.changed` */
  replace(record: Versioned<T>): Promise<Versioned<T>>;
  /** Deletes the record if it still has `record.version`. @throws AppError conflict `record.changed` */
  remove(record: Versioned<T>): Promise<void>;
  /** @returns one page of records. @throws AppError invalid `page.cursor-invalid` */
  list(query: ListQuery): Promise<Page<Versioned<T>>>;
}

/**
 * Creates a {@link RecordRepository} over a DynamoDB table.
 *
 * @param tableName  the name of the table
 * @param key        the key attributes of the table: the partition key and, if it has one, the sort key
 */
export function dynamoDbRecordRepository<T extends object>(
  tableName: string,
  key: readonly (keyof T & string)[],
  client: DynamoDbClient = documentClient(),
): RecordRepository<T> {
  const toKey = (record: Partial<T>) => Object.fromEntries(key.map((name) => [name, record[name]]));
  const write = async (record: object, version: number, condition: object, conflictCode: string) => {
    const writeId = surroundings().randomUuid();
    await client
      .put({
        TableName: tableName,
        Item: { ...record, version, correlationId: correlationId(), writeId },
        ...condition,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })
      .catch((error: unknown) => {
        if (existingItem(error)?.['writeId'] !== writeId) translateConditionFailure(conflictCode)(error);
      });
  };
  const ifVersion = (version: number) => ({
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  });

  return {
    async get(keyValues) {
      const { Item } = await client.get({
        TableName: tableName,
        Key: toKey(keyValues),
        ConsistentRead: true,
      });
      return Item && withoutWriteMetadata<T>(Item);
    },

    async insert(record) {
      const ifAbsent = {
        ConditionExpression: 'attribute_not_exists(#key)',
        ExpressionAttributeNames: { '#key': key[0]! },
      };
      await write(record, 1, ifAbsent, 'record.exists');
      return { ...record, version: 1 };
    },

    async replace(record) {
      const version = record.version + 1;
      await write(record, version, ifVersion(record.version), 'record.changed');
      return { ...record, version };
    },

    async remove(record) {
      await client
        .delete({
          TableName: tableName,
          Key: toKey(record),
          ...ifVersion(record.version),
        })
        .catch(translateConditionFailure('record.changed'));
    },

    async list({ index, partition, limit, cursor, newestFirst = false }) {
      const [[name, value]] = Object.entries(partition) as [[string, string]];
      const cursors = pageCursors(tableName, index, name, value);
      const { Items = [], LastEvaluatedKey } = await client
        .query({
          TableName: tableName,
          IndexName: index,
          KeyConditionExpression: '#partition = :partition',
          ExpressionAttributeNames: { '#partition': name },
          ExpressionAttributeValues: { ':partition': value },
          Limit: limit,
          ScanIndexForward: !newestFirst,
          ExclusiveStartKey: cursor === undefined ? undefined : cursors.open(cursor),
        })
        .catch(rejectOutdatedCursor(cursor));
      const items = Items.map(withoutWriteMetadata<T>);
      return LastEvaluatedKey ? { items, nextCursor: cursors.seal(LastEvaluatedKey) } : { items };
    },
  };
}

/** Converts a stored item to the record, without the `correlationId` and `writeId` that the repository adds. */
export const withoutWriteMetadata = <T>({
  correlationId: _,
  writeId: __,
  ...record
}: Record<string, unknown>) => record as Versioned<T>;

const translateConditionFailure =
  (code: string) =>
  (error: unknown): never => {
    if (isConditionFailure(error)) throw new AppError('conflict', code, { cause: error });
    throw error;
  };

// DynamoDB rejects a start key with other attributes than the index: a deployment changed the keys since.
const rejectOutdatedCursor =
  (cursor: string | undefined) =>
  (error: unknown): never => {
    const isOutdated = cursor !== undefined && error instanceof Error && error.name === 'ValidationException';
    throw isOutdated ? invalidCursor(error) : error;
  };
