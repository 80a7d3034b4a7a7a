import type { AwsCall } from '../../../aws/cli-command.ts';
import type { AttributeValue, Item } from './attribute-value.ts';
import { createPlaceholders, type Placeholders } from './placeholders.ts';

interface Place {
  readonly tableName: string;
  readonly keyNames: readonly string[];
}

/** Returns the key of an item. */
export const toKey = (item: Item, keyNames: readonly string[]): Item =>
  Object.fromEntries(keyNames.filter((name) => Object.hasOwn(item, name)).map((name) => [name, item[name]!]));

/**
 * Writes an edit as an UpdateItem that sets and removes what was edited, and only if all attributes are still as they were
 * read: a concurrent change fails the condition and is not overwritten.
 *
 * @returns undefined if nothing was edited
 * @throws Error if a key attribute was edited, because that would be another item
 */
export function toUpdateCall(
  original: Item,
  edited: Item,
  { tableName, keyNames }: Place,
): AwsCall | undefined {
  const changedKey = keyNames.find((name) => !isEqual(original[name], edited[name]));
  if (changedKey !== undefined)
    throw new Error(`${changedKey} is part of the key and cannot be changed. Create a new item instead.`);
  const set = Object.entries(edited).filter(([name, value]) => !isEqual(original[name], value));
  const removed = Object.keys(original).filter((name) => !Object.hasOwn(edited, name));
  if (set.length === 0 && removed.length === 0) return undefined;
  const placeholders = createPlaceholders();
  const setting = set.map(([name, value]) => `${placeholders.name([name])} = ${placeholders.value(value)}`);
  const removing = removed.map((name) => placeholders.name([name]));
  const added = set.map(([name]) => name).filter((name) => !Object.hasOwn(original, name));
  return {
    service: 'dynamodb',
    operation: 'UpdateItem',
    input: {
      TableName: tableName,
      Key: toKey(original, keyNames),
      UpdateExpression: [
        ...(setting.length > 0 ? [`SET ${setting.join(', ')}`] : []),
        ...(removing.length > 0 ? [`REMOVE ${removing.join(', ')}`] : []),
      ].join(' '),
      ConditionExpression: [
        unchanged(original, placeholders),
        ...added.map((name) => `attribute_not_exists(${placeholders.name([name])})`),
      ].join(' AND '),
      ...placeholders.maps(),
      ReturnValues: 'ALL_NEW',
    },
  };
}

/** Writes a deletion that fails if the item was changed after it was read. */
export function toDeleteCall(original: Item, { tableName, keyNames }: Place): AwsCall {
  const placeholders = createPlaceholders();
  return {
    service: 'dynamodb',
    operation: 'DeleteItem',
    input: {
      TableName: tableName,
      Key: toKey(original, keyNames),
      ConditionExpression: unchanged(original, placeholders),
      ...placeholders.maps(),
    },
  };
}

/** Writes the creation of an item, which fails if one with its key exists. */
export function toCreateCall(item: Item, { tableName, keyNames }: Place): AwsCall {
  const missing = keyNames.find((name) => !Object.hasOwn(item, name));
  if (missing !== undefined) throw new Error(`Add a value of ${missing}, which is part of the key.`);
  return {
    service: 'dynamodb',
    operation: 'PutItem',
    input: {
      TableName: tableName,
      Item: item,
      ConditionExpression: 'attribute_not_exists(#key)',
      ExpressionAttributeNames: { '#key': keyNames[0]! },
    },
  };
}

const unchanged = (item: Item, placeholders: Placeholders): string =>
  Object.entries(item)
    .map(([name, value]) => `${placeholders.name([name])} = ${placeholders.value(value)}`)
    .join(' AND ');

/** Compares two values; the order of attributes in a map does not matter. */
export function isEqual(one: AttributeValue | undefined, other: AttributeValue | undefined): boolean {
  return one === other || JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}
