import { type AttributeValue, type Bytes, type Item, isNumber } from './attribute-value.ts';

/** An item as ordinary JSON: sets are arrays, bytes are `{"$bytes": base64}`, and numbers that JavaScript would round are text. */
export const toPlainJson = (item: Item): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toPlain(value)]));

/** See {@link toPlainJson}. */
export function toPlain(value: AttributeValue): unknown {
  if ('S' in value) return value.S;
  if ('N' in value) return toPlainNumber(value.N);
  if ('B' in value) return value.B;
  if ('BOOL' in value) return value.BOOL;
  if ('NULL' in value) return null;
  if ('SS' in value) return value.SS;
  if ('NS' in value) return value.NS.map(toPlainNumber);
  if ('BS' in value) return value.BS;
  if ('L' in value) return value.L.map(toPlain);
  return toPlainJson(value.M);
}

const toPlainNumber = (digits: string): number | string =>
  normalizeNumber(String(Number(digits))) === normalizeNumber(digits) ? Number(digits) : digits;

/** Digits and exponent without leading and trailing zeros, to compare numbers of up to 38 digits. */
function normalizeNumber(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const scale = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign}${significant}e${scale}`;
}

/**
 * Converts edited plain JSON to an item. A value that was not changed keeps its type; a changed one keeps it where plain JSON
 * has no such type: sets, bytes, and numbers written as text.
 *
 * @param original  the item that was edited; an empty one for a new item
 * @throws Error if the JSON is not an object
 */
export function fromPlainJson(json: unknown, original: Item): Item {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Error('An item must be a JSON object.');
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name,
      fromPlain(value, Object.hasOwn(original, name) ? original[name] : undefined),
    ]),
  );
}

function fromPlain(value: unknown, original: AttributeValue | undefined): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'boolean') return { BOOL: value };
  if (typeof value === 'number') return numberFrom(value, original);
  if (typeof value === 'string')
    return original !== undefined && 'N' in original && isNumber(value) ? { N: value } : { S: value };
  if (Array.isArray(value)) return listFrom(value, original);
  if (isBytes(value)) return { B: value };
  return { M: fromPlainJson(value, original !== undefined && 'M' in original ? original.M : {}) };
}

/** Keeps the digits of an unchanged number, such as `1.0`. */
function numberFrom(value: number, original: AttributeValue | undefined): AttributeValue {
  if (original !== undefined && 'N' in original && toPlainNumber(original.N) === value) return original;
  return { N: String(value) };
}

function listFrom(values: readonly unknown[], original: AttributeValue | undefined): AttributeValue {
  if (original !== undefined && values.length > 0) {
    if ('SS' in original && values.every((each) => typeof each === 'string')) return { SS: values };
    if ('BS' in original && values.every(isBytes)) return { BS: values };
    if ('NS' in original && values.every((each) => typeof each === 'number' || isNumber(each)))
      return { NS: values.map((each) => keptDigits(each as number | string, original.NS)) };
  }
  const before = original !== undefined && 'L' in original ? original.L : [];
  return { L: values.map((each, index) => fromPlain(each, before[index])) };
}

const keptDigits = (value: number | string, before: readonly string[]): string =>
  before.find((digits) => toPlainNumber(digits) === value) ?? String(value);

const isBytes = (value: unknown): value is Bytes =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 1 &&
  typeof (value as Partial<Bytes>).$bytes === 'string';
