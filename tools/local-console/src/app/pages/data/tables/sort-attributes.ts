import type { AttributeValue, Item } from './attribute-value.ts';

/** Sorts the attributes of an item by name, the keys first; DynamoDB returns them in any order. */
export function sortAttributes(item: Item, keyNames: readonly string[]): Item {
  const keys = keyNames.filter((name) => Object.hasOwn(item, name));
  const others = Object.keys(item)
    .filter((name) => !keys.includes(name))
    .toSorted();
  return Object.fromEntries([...keys, ...others].map((name) => [name, sortValue(item[name]!)]));
}

function sortValue(value: AttributeValue): AttributeValue {
  if ('M' in value) return { M: sortAttributes(value.M, []) };
  return 'L' in value ? { L: value.L.map(sortValue) } : value;
}
