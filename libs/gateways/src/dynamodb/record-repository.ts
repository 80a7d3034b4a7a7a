import { randomUUID } from 'node:crypto';
import { AppError } from '#libs/errors';
import { correlationId } from '#libs/logging';
import { decodeCursor, encodeCursor, type Page } from '#libs/models';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../clients/document-client.ts';
import { isConditionFailure, existingItem } from './condition-failures.ts';

/** A record with the number of its revision: its ETag, and what consumers of its events order by. */
export type Versioned<T> = T & { version: number };

export interface ListQuery {
  /** A global secondary index; without it the table itself. */
  readonly index?: string;
  /** The partition to list, by the name of its key attribute. */
  readonly partition: Readonly<Record<string, string>>;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly newestFirst?: boolean;
}

/**
 * A table whose records carry a version. Every write is conditional, and stamps the record with the
 * correlation id of the request, so that its stream, and thus its events, carry it on; and with an id of its own. The SDK
 * repeats a write whose answer it did not get: if the first one was taken, the condition of the second fails, and by that
 * id the record that stands is known to be this very write.
 */
export interface RecordRepository<T extends object> {
  get(key: Partial<T>): Promise<Versioned<T> | undefined>;
  /** Writes version 1. @throws AppError conflict `record.exists` */
  insert(record: T): Promise<Versioned<T>>;
  /** Writes the next version over the one that `record` was read at. @throws AppError conflict `record.changed` */
  replace(record: Versioned<T>): Promise<Versioned<T>>;
  /** Deletes the version that was read. @throws AppError conflict `record.changed` */
  remove(record: Versioned<T>): Promise<void>;
  /** One page. @throws AppError invalid `page.cursor-invalid` */
  list(query: ListQuery): Promise<Page<Versioned<T>>>;
}

/**
 * @param tableName  of a table with these key attributes
 * @param key        the key attributes: the partition key and, where there is one, the sort key
 */
export function dynamoDbRecordRepository<T extends object>(
  tableName: string,
  key: readonly (keyof T & string)[],
  client: DynamoDBDocumentClient = documentClient(),
): RecordRepository<T> {
  const keyOf = (record: Partial<T>) => Object.fromEntries(key.map((name) => [name, record[name]]));
  const write = async (record: object, version: number, onlyIf: object, refusal: string) => {
    const writeId = randomUUID();
    const put = new PutCommand({
      TableName: tableName,
      Item: { ...record, version, correlationId: correlationId(), writeId },
      ...onlyIf,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await client.send(put).catch((error: unknown) => {
      if (existingItem(error)?.['writeId'] !== writeId) translate(refusal)(error);
    });
  };
  const onlyVersion = (version: number) => ({
    ConditionExpression: '#version = :seen',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':seen': version },
  });

  return {
    async get(wanted) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(wanted), ConsistentRead: true }),
      );
      return Item && withoutWriteMetadata<T>(Item);
    },

    async insert(record) {
      const isNew = {
        ConditionExpression: 'attribute_not_exists(#key)',
        ExpressionAttributeNames: { '#key': key[0]! },
      };
      await write(record, 1, isNew, 'record.exists');
      return { ...record, version: 1 };
    },

    async replace(record) {
      const version = record.version + 1;
      await write(record, version, onlyVersion(record.version), 'record.changed');
      return { ...record, version };
    },

    async remove(record) {
      const removal = new DeleteCommand({
        TableName: tableName,
        Key: keyOf(record),
        ...onlyVersion(record.version),
      });
      await client.send(removal).catch(translate('record.changed'));
    },

    async list({ index, partition, limit, cursor, newestFirst = false }) {
      const [[name, value]] = Object.entries(partition) as [[string, string]];
      const query = new QueryCommand({
        TableName: tableName,
        IndexName: index,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': name },
        ExpressionAttributeValues: { ':partition': value },
        Limit: limit,
        ScanIndexForward: !newestFirst,
        ExclusiveStartKey: cursor === undefined ? undefined : positionIn(partition, cursor),
      });
      const { Items = [], LastEvaluatedKey } = await client.send(query).catch(refuseForeignCursor(cursor));
      const items = Items.map(withoutWriteMetadata<T>);
      return LastEvaluatedKey ? { items, nextCursor: encodeCursor(LastEvaluatedKey) } : { items };
    },
  };
}

/** A record as it was given, from an item as it stands in its table. */
export const withoutWriteMetadata = <T>({
  correlationId: _,
  writeId: __,
  ...record
}: Record<string, unknown>) => record as Versioned<T>;

const translate =
  (code: string) =>
  (error: unknown): never => {
    if (isConditionFailure(error)) throw new AppError('conflict', code, { cause: error });
    throw error;
  };

// A position in another partition would list from nowhere.
function positionIn(partition: ListQuery['partition'], cursor: string): Record<string, unknown> {
  const position = decodeCursor(cursor);
  const isOfPartition = Object.entries(partition).every(([name, value]) => position[name] === value);
  if (!isOfPartition) throw foreignCursor();
  return position;
}

const foreignCursor = (cause?: unknown) =>
  new AppError('invalid', 'page.cursor-invalid', { cause, detail: 'The cursor is of another list.' });

// DynamoDB refuses a start key that is not of this index: then the cursor was another list's.
const refuseForeignCursor =
  (cursor: string | undefined) =>
  (error: unknown): never => {
    const isForeign = cursor !== undefined && error instanceof Error && error.name === 'ValidationException';
    throw isForeign ? foreignCursor(error) : error;
  };
