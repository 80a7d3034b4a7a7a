import type { CallInput } from '../../contract/api-calls/call-input.ts';
import type { AwsResponse } from '../../contract/aws-request.ts';
import type { Item } from '../../contract/table-streams.ts';
import { itemId, keyOf, writtenItems, type KeyNames } from './called-items.ts';
import type { DynamoDbClient } from './dynamodb-client.ts';
import { toTableName } from './table-name.ts';

/** Answers eventually consistent reads as if the latest writes had not reached the replica or index that is read. */
export interface StaleReads {
  /** Remembers the items of a write as they are before it. */
  beforeWrite(operation: string, input: CallInput): Promise<void>;
  /** @returns the response with the items as they were before the latest writes */
  toStale(operation: string, input: CallInput, response: AwsResponse): AwsResponse;
}

interface Dependencies {
  readonly client: Pick<DynamoDbClient, 'send'>;
  readonly keyNames: KeyNames;
  readonly now?: () => number;
}

interface Earlier {
  /** Undefined if the item did not exist. */
  readonly item: Item | undefined;
  readonly writtenAt: number;
}

/** Replicas are usually consistent within a second: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html */
const STALE_MILLIS = 300;

/** Remembers items as they were before writes of the last moments. */
export function createStaleReads({
  client,
  keyNames,
  now = () => performance.now(),
}: Dependencies): StaleReads {
  const earlier = new Map<string, Earlier>();
  const isRecent = ({ writtenAt }: Earlier): boolean => now() - writtenAt < STALE_MILLIS;

  function find(table: string, item: Item): Earlier | undefined {
    const names = keyNames(table);
    const found = names && earlier.get(itemId({ table, key: keyOf(item, names) }));
    return found && isRecent(found) ? found : undefined;
  }

  /** Items that did not exist are missing; a projection has the attributes of the response. */
  const toEarlier = (table: string, items: readonly Item[]): readonly Item[] =>
    items.flatMap((item) => {
      const found = find(table, item);
      if (found === undefined) return [item];
      return found.item === undefined ? [] : [onlyAttributesOf(found.item, item)];
    });

  function toStaleGet(
    { TableName, Key, ProjectionExpression }: Read,
    { Item: read, ...rest }: Output,
  ): Output {
    const found = Key && find(toTableName(TableName ?? ''), Key);
    if (found === undefined || (read === undefined && found.item === undefined))
      return { ...rest, ...(read && { Item: read }) };
    if (found.item === undefined) return rest;
    const isProjected = ProjectionExpression !== undefined;
    return { ...rest, Item: isProjected && read ? onlyAttributesOf(found.item, read) : found.item };
  }

  function toStaleQuery({ TableName }: Read, { Items = [], Count, ...rest }: Output): Output {
    const items = toEarlier(toTableName(TableName ?? ''), Items);
    return { ...rest, Items: items, Count: (Count ?? 0) - (Items.length - items.length) };
  }

  return {
    async beforeWrite(operation, input) {
      for (const [id, each] of earlier) if (!isRecent(each)) earlier.delete(id);
      await Promise.all(
        writtenItems(operation, input, keyNames).map(async ({ table, key }) => {
          const id = itemId({ table, key });
          const { Item: item } = await client.send<Output>('GetItem', {
            TableName: table,
            Key: key,
            ConsistentRead: true,
          });
          earlier.set(id, { item, writtenAt: now() });
        }),
      );
    },
    toStale(operation, input, response) {
      const read = input as Read;
      if (response.status !== 200 || read.ConsistentRead === true) return response;
      const convert = operation === 'GetItem' ? toStaleGet : toStaleQuery;
      if (operation === 'Query' && 'Select' in input) return response;
      if (!STALE_OPERATIONS.has(operation)) return response;
      const { 'x-amz-crc32': _checksum, ...headers } = response.headers;
      const output = JSON.parse(response.body.toString()) as Output;
      return { ...response, headers, body: JSON.stringify(convert(read, output)) };
    },
  };
}

const STALE_OPERATIONS = new Set(['GetItem', 'Query', 'Scan']);

interface Read {
  readonly TableName?: string;
  readonly Key?: Item;
  readonly ProjectionExpression?: string;
  readonly ConsistentRead?: boolean;
}

interface Output {
  readonly Item?: Item;
  readonly Items?: readonly Item[];
  readonly Count?: number;
}

const onlyAttributesOf = (item: Item, other: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => Object.hasOwn(other, name)));
