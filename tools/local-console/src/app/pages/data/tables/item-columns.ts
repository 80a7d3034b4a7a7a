import type { Item } from './attribute-value.ts';
import { toPlain } from './plain-json.ts';

// More columns than this are out of view on a wide screen; the drawer shows all attributes.
const MAX_COLUMNS = 12;

/**
 * Chooses the attributes to show as columns: the keys first, then those that most items have, text and numbers before lists
 * and maps.
 * @param keyNames  of the table and the searched index, without duplicates
 */
export function chooseColumns(items: readonly Item[], keyNames: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const item of items)
    for (const name of Object.keys(item)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const others = [...counts]
    .filter(([name]) => !keyNames.includes(name))
    .toSorted(
      ([one, oneCount], [other, otherCount]) =>
        otherCount - oneCount ||
        Number(isNested(items, one)) - Number(isNested(items, other)) ||
        (one < other ? -1 : 1),
    )
    .map(([name]) => name);
  return [...keyNames, ...others].slice(0, Math.max(MAX_COLUMNS, keyNames.length));
}

function isNested(items: readonly Item[], name: string): boolean {
  const value = items.find((item) => Object.hasOwn(item, name))?.[name];
  return value !== undefined && ('L' in value || 'M' in value);
}

/** What a cell shows: text and numbers as they are, anything else as compact JSON; undefined for no value. */
export function toCell(item: Item, name: string): string | number | undefined {
  if (!Object.hasOwn(item, name)) return undefined;
  const plain = toPlain(item[name]!);
  return typeof plain === 'string' || typeof plain === 'number' ? plain : JSON.stringify(plain);
}

/** A text that is the same for the same key only. */
export const toKeyText = (item: Item, keyNames: readonly string[]): string =>
  JSON.stringify(keyNames.map((name) => item[name]));
