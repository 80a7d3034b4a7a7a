/**
 * A value as the JSON protocol of DynamoDB has it. Binary values are base64 in requests and responses, and bytes in
 * errors, as in those of the SDK.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string | Uint8Array }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly (string | Uint8Array)[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: AttributeMap };

/** An item, a key or the values of an expression. */
export type AttributeMap = Readonly<Record<string, AttributeValue>>;

/**
 * Converts a plain object to attribute values like lib-dynamodb with `removeUndefinedValues`: undefined values and
 * functions are omitted, a `Map` becomes a map, a `Set` a set of its first value's type, and a `bigint` a number.
 *
 * @throws Error for values that DynamoDB cannot store exactly: NaN, infinite and unsafe numbers, empty sets, other classes
 */
export const marshall = (item: object): AttributeMap =>
  toMap(item instanceof Map || isNamed(item, 'Map') ? (item as Map<string, unknown>) : Object.entries(item));

/** Converts attribute values to a plain object. Integers that are not safe as numbers become `bigint`. */
export function unmarshall(attributes: AttributeMap): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const name of Object.keys(attributes)) define(item, name, fromAttributeValue(attributes[name]!));
  return item;
}

/** Converts base64 to bytes throughout, as the SDK returns attribute values. */
export const decodeBinary = (attributes: AttributeMap): AttributeMap =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, decode(value)]));

function toAttributeValue(value: unknown): AttributeValue {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'number':
      return { N: toNumber(value) };
    case 'bigint':
      return { N: value.toString() };
    case 'boolean':
      return { BOOL: value };
    case 'object':
      return value === null ? { NULL: true } : fromObject(value);
    default:
      throw unsupported(value);
  }
}

function fromObject(value: object): AttributeValue {
  if (Array.isArray(value)) return { L: value.filter(isStored).map(toAttributeValue) };
  if (isBinary(value)) return { B: toBase64(value) };
  // By name, because objects of another realm, such as Jest's, have other constructors.
  switch (value.constructor?.name) {
    case undefined:
    case 'Object':
      return { M: toMap(Object.entries(value)) };
    case 'Map':
      return { M: toMap(value as Map<string, unknown>) };
    case 'Set':
      return toSet([...(value as Set<unknown>)].filter((member) => member !== undefined));
    case 'Boolean':
    case 'Number':
    case 'String':
      return toAttributeValue(value.valueOf());
    default:
      throw unsupported(value);
  }
}

function toMap(entries: Iterable<[string, unknown]>): AttributeMap {
  const map: Record<string, AttributeValue> = {};
  for (const [name, value] of entries) if (isStored(value)) define(map, name, toAttributeValue(value));
  return map;
}

function toSet(members: readonly unknown[]): AttributeValue {
  const [first] = members;
  if (first === undefined) throw new Error('DynamoDB has no empty sets.');
  if (typeof first === 'string') return { SS: members.map(String) };
  if (typeof first === 'number') return { NS: members.map((member) => toNumber(Number(member))) };
  if (typeof first === 'bigint') return { NS: members.map(String) };
  if (isBinary(first)) return { BS: members.map((member) => toBase64(member as Binary)) };
  throw new Error('DynamoDB has sets of numbers, strings and binary values only.');
}

function toNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`DynamoDB cannot store the number ${value}.`);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new Error(`The number ${value} is not exact. Use a bigint.`);
  return value.toString();
}

type Binary = ArrayBuffer | ArrayBufferView;

const isBinary = (value: unknown): value is Binary =>
  ArrayBuffer.isView(value) || isNamed(value, 'ArrayBuffer');

const isNamed = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value?.constructor?.name === name;

const toBase64 = (value: Binary): string =>
  (ArrayBuffer.isView(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : Buffer.from(value)
  ).toString('base64');

const isStored = (value: unknown): boolean => value !== undefined && typeof value !== 'function';

const unsupported = (value: unknown): Error =>
  new Error(`DynamoDB cannot store a value of type ${(value as object)?.constructor?.name ?? typeof value}.`);

function fromAttributeValue(value: AttributeValue): unknown {
  if ('S' in value) return value.S;
  if ('N' in value) return fromNumber(value.N);
  if ('M' in value) return unmarshall(value.M);
  if ('L' in value) return value.L.map(fromAttributeValue);
  if ('BOOL' in value) return value.BOOL;
  if ('NULL' in value) return null;
  if ('B' in value) return toBytes(value.B);
  if ('SS' in value) return new Set(value.SS);
  if ('NS' in value) return new Set(value.NS.map(fromNumber));
  if ('BS' in value) return new Set(value.BS.map(toBytes));
  throw new Error(`Unknown attribute type: ${Object.keys(value).join(', ')}.`);
}

function fromNumber(text: string): number | bigint {
  const number = Number(text);
  return Math.abs(number) > Number.MAX_SAFE_INTEGER && Number.isFinite(number) ? BigInt(text) : number;
}

const toBytes = (value: string | Uint8Array): Uint8Array =>
  typeof value === 'string' ? Uint8Array.from(Buffer.from(value, 'base64')) : value;

function decode(value: AttributeValue): AttributeValue {
  if ('B' in value) return { B: toBytes(value.B) };
  if ('BS' in value) return { BS: value.BS.map(toBytes) };
  if ('L' in value) return { L: value.L.map(decode) };
  if ('M' in value) return { M: decodeBinary(value.M) };
  return value;
}

/** Sets an own property also when it is named `__proto__`. */
function define<T>(target: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
  else target[name] = value;
}
