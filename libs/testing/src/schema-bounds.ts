import { maxPatternLength } from './pattern-length.ts';

/** The part of JSON Schema that contracts use. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly pattern?: string;
  readonly format?: string;
}

// The longest values of formats that bound their length.
const FORMAT_LENGTHS: Readonly<Record<string, number>> = {
  'date-time': 35,
  uuid: 36,
  country: 2,
  currency: 3,
};
// A character of UTF-8 has up to four bytes; JSON escapes none of those that texts allow with more.
const BYTES_PER_CHARACTER = 4;

/**
 * Computes how large a JSON value can be that meets a schema.
 *
 * @param schema  a JSON Schema, as TypeBox writes it. Unknown properties are not counted.
 * @param path    the JSON pointer of the value in messages
 * @returns bytes
 * @throws RangeError that names the first part without a bound: a text without a maximum length, a number without a
 * minimum and maximum, a list without a maximum size
 */
export function maxJsonBytes(schema: object, path = ''): number {
  const { type, anyOf, enum: values, ...rest } = schema as Schema;
  const literals = values ?? (rest.const === undefined ? undefined : [rest.const]);
  if (literals) return Math.max(...literals.map((value) => Buffer.byteLength(JSON.stringify(value))));
  if (anyOf) return Math.max(...anyOf.map((each) => maxJsonBytes(each, path)));
  if (type === 'boolean') return 'false'.length;
  if (type === 'null') return 'null'.length;
  if (type === 'string') return 2 + maxTextBytes(rest, path);
  if (type === 'integer' || type === 'number') return maxDigits(rest, path);
  if (type === 'array') return maxListBytes(rest, path);
  if (type === 'object') return maxObjectBytes(rest, path);
  throw new RangeError(`${path} has no type.`);
}

function maxTextBytes({ maxLength, format = '', pattern }: Schema, path: string): number {
  if (maxLength !== undefined) return BYTES_PER_CHARACTER * maxLength;
  const length = FORMAT_LENGTHS[format] ?? (pattern && maxPatternLength(pattern));
  if (typeof length === 'number' && Number.isFinite(length)) return length;
  throw new RangeError(`${path} has no maximum length.`);
}

function maxDigits({ minimum, maximum }: Schema, path: string): number {
  if (minimum === undefined || maximum === undefined)
    throw new RangeError(`${path} has no minimum and maximum.`);
  if (!Number.isSafeInteger(minimum) || !Number.isSafeInteger(maximum))
    throw new RangeError(`${path} allows integers that JSON does not keep.`);
  return Math.max(String(minimum).length, String(maximum).length);
}

function maxListBytes({ items, maxItems }: Schema, path: string): number {
  if (items === undefined || maxItems === undefined) throw new RangeError(`${path} has no maximum size.`);
  return 2 + maxItems * (maxJsonBytes(items, `${path}/0`) + 1);
}

function maxObjectBytes(
  { properties = {}, patternProperties = {}, maxProperties }: Schema,
  path: string,
): number {
  const named = Object.entries(properties).map(
    ([name, value]) => Buffer.byteLength(JSON.stringify(name)) + 2 + maxJsonBytes(value, `${path}/${name}`),
  );
  const free = Object.entries(patternProperties).map(([pattern, value]) => {
    if (maxProperties === undefined) throw new RangeError(`${path} has no maximum number of properties.`);
    const name = 2 + maxTextBytes({ pattern }, `${path}: a name`);
    return maxProperties * (name + 2 + maxJsonBytes(value, `${path}/${pattern}`));
  });
  return [...named, ...free].reduce((sum, bytes) => sum + bytes, 2);
}
