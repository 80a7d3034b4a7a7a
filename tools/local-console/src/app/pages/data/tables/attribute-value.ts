/** Bytes as the console's server writes them. */
export interface Bytes {
  readonly $bytes: string;
}

/** A typed value of DynamoDB: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: Bytes }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly Bytes[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

export type Item = Readonly<Record<string, AttributeValue>>;

export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';

const attributeTypes: ReadonlySet<string> = new Set<AttributeType>([
  'S',
  'N',
  'B',
  'BOOL',
  'NULL',
  'SS',
  'NS',
  'BS',
  'L',
  'M',
]);

/** The type of a value: `S`. */
export const typeOf = (value: AttributeValue): AttributeType => Object.keys(value)[0] as AttributeType;

/** Writes an item as DynamoDB JSON, as the AWS CLI shows it: bytes are base64. */
export const toTypedJson = (item: Item): unknown =>
  JSON.parse(JSON.stringify(item), (_name, value: unknown) => (isBytes(value) ? value.$bytes : value));

/** Reads an item from DynamoDB JSON. @throws Error that names the attribute with an invalid value */
export function parseItem(json: unknown): Item {
  if (!isObject(json)) throw new Error('An item must be a JSON object.');
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, parseValue(value, name)]));
}

function parseValue(json: unknown, path: string): AttributeValue {
  const [[type, value] = [], ...others] = isObject(json) ? Object.entries(json) : [];
  if (type === undefined || others.length > 0 || !attributeTypes.has(type))
    throw new Error(`${path} must be one typed value, such as {"S": "text"} or {"N": "1"}.`);
  if (type === 'M') return { M: parseMap(value, path) };
  if (type === 'L') {
    if (!Array.isArray(value)) throw new Error(`${path}.L must be a list.`);
    return { L: value.map((each, index) => parseValue(each, `${path}[${index}]`)) };
  }
  if (type === 'B' && typeof value === 'string') return { B: { $bytes: value } };
  if (type === 'BS' && isTextList(value)) return { BS: value.map(($bytes) => ({ $bytes })) };
  if (!isValid(type as AttributeType, value)) throw new Error(`${path}.${type} has an invalid value.`);
  return { [type]: value } as unknown as AttributeValue;
}

function parseMap(json: unknown, path: string): Item {
  if (!isObject(json)) throw new Error(`${path}.M must be an object.`);
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, parseValue(value, `${path}.${name}`)]),
  );
}

function isValid(type: AttributeType, value: unknown): boolean {
  const each = (is: (element: unknown) => boolean) =>
    Array.isArray(value) && value.length > 0 && value.every(is);
  switch (type) {
    case 'S':
      return typeof value === 'string';
    case 'N':
      return isNumber(value);
    case 'B':
      return isBytes(value);
    case 'BOOL':
      return typeof value === 'boolean';
    case 'NULL':
      return value === true;
    case 'SS':
      return each((element) => typeof element === 'string');
    case 'NS':
      return each(isNumber);
    case 'BS':
      return each(isBytes);
    default:
      return false;
  }
}

/** Whether a text is a number of DynamoDB, which has up to 38 digits. */
export const isNumber = (value: unknown): boolean =>
  typeof value === 'string' && /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(value);

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');

const isBytes = (value: unknown): value is Bytes =>
  isObject(value) &&
  Object.keys(value).length === 1 &&
  typeof (value as unknown as Partial<Bytes>).$bytes === 'string';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
