import type { CallInput } from '../../contract/api-calls/call-input.ts';
import type { Item } from '../../contract/table-streams.ts';
import { toTableName } from './table-name.ts';

/** An item that a call names by its key. */
export interface CalledItem {
  readonly table: string;
  /** Its key attributes only. */
  readonly key: Item;
}

/** The names of the key attributes of a table. */
export type KeyNames = (table: string) => readonly string[] | undefined;

interface ItemInput {
  readonly TableName?: string;
  readonly Key?: Item;
  readonly Item?: Item;
}

/** The items of a transaction in its order. */
export const transactionItems = (input: CallInput, keyNames: KeyNames): readonly (CalledItem | undefined)[] =>
  ((input['TransactItems'] ?? []) as readonly Readonly<Record<string, ItemInput>>[]).map((item) =>
    Object.values(item)
      .map((each) => calledItem(each, keyNames))
      .at(0),
  );

/** The items that a call writes, except for PartiQL statements. */
export function writtenItems(operation: string, input: CallInput, keyNames: KeyNames): readonly CalledItem[] {
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [calledItem(input as ItemInput, keyNames)].filter((item) => item !== undefined);
    case 'TransactWriteItems':
      return transactionItems(input, keyNames).filter((item) => item !== undefined);
    case 'BatchWriteItem':
      return Object.entries((input['RequestItems'] ?? {}) as Record<string, readonly BatchWrite[]>).flatMap(
        ([TableName, writes]) =>
          writes
            .map(({ PutRequest, DeleteRequest }) =>
              calledItem({ TableName, ...PutRequest, ...DeleteRequest }, keyNames),
            )
            .filter((item) => item !== undefined),
      );
    default:
      return [];
  }
}

interface BatchWrite {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

function calledItem(
  { TableName = '', Key, Item: item }: ItemInput,
  keyNames: KeyNames,
): CalledItem | undefined {
  const table = toTableName(TableName);
  const attributes = Key ?? item;
  const names = keyNames(table);
  return names === undefined || attributes === undefined
    ? undefined
    : { table, key: keyOf(attributes, names) };
}

/** The key of an item. */
export const keyOf = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(names.map((name) => [name, item[name] ?? {}]));

/** A text that is the same for the same item. */
export const itemId = ({ table, key }: CalledItem): string =>
  JSON.stringify([table, ...Object.entries(key).toSorted(([left], [right]) => (left < right ? -1 : 1))]);
