import fc, { type Arbitrary } from 'fast-check';
import { hostileJson, hostileText } from './hostile-values.ts';

/** The part of JSON Schema that bodies use. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Creates texts of JSON that match a schema, except that any value is hostile once in about ten times. */
export function bodyTexts(schema: Schema): Arbitrary<string> {
  return fc.oneof({ weight: 9, arbitrary: nearlyValid(schema) }, { weight: 1, arbitrary: hostileJson });
}

function nearlyValid(schema: Schema): Arbitrary<string> {
  if (schema.const !== undefined) return fc.constant(JSON.stringify(schema.const));
  if (schema.enum) return fc.constantFrom(...schema.enum).map((value) => JSON.stringify(value));
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(bodyTexts));
  switch (schema.type) {
    case 'object':
      return objects(schema);
    case 'array':
      return fc
        .array(bodyTexts(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 5 })
        .map((items) => `[${items.join(',')}]`);
    case 'integer':
    case 'number':
      return numbers(schema).map(String);
    case 'boolean':
      return fc.boolean().map(String);
    case 'string':
      return strings(schema).map((text) => JSON.stringify(text));
    default:
      return hostileJson;
  }
}

function objects({ properties = {}, required = [] }: Schema): Arbitrary<string> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, bodyTexts(property)]),
  );
  return fc
    .record(fields, { requiredKeys: [...required].filter((name) => name in fields) })
    .chain((values) =>
      fc.tuple(fc.constant(values), fc.option(fc.tuple(hostileText, hostileJson), { freq: 20 })),
    )
    .map(([values, surplus]) => [
      ...Object.entries(values).map(([name, value]) => `${JSON.stringify(name)}:${value}`),
      ...(surplus ? [`${JSON.stringify(surplus[0])}:${surplus[1]}`] : []),
    ])
    .map((pairs) => `{${pairs.join(',')}}`);
}

const numbers = ({ minimum = -(2 ** 53), maximum = 2 ** 53 }: Schema): Arbitrary<number> =>
  fc.oneof(
    fc.constantFrom(minimum, maximum, Math.max(minimum, 1)),
    fc.integer({
      min: Math.ceil(Math.max(minimum, -(2 ** 31))),
      max: Math.floor(Math.min(maximum, 2 ** 31 - 1)),
    }),
  );

/** Values of the forms that the API knows; the first product, customer and so on are seeded. */
function strings({ pattern = '', format, minLength = 0, maxLength = 50 }: Schema): Arbitrary<string> {
  const prefix = /^\^([a-z]{3})_/.exec(pattern)?.[1];
  if (prefix)
    return fc.integer({ min: 0, max: 30 }).map((number) => `${prefix}_${String(number).padStart(36, '0')}`);
  if (format === 'email')
    return fc.constantFrom('ada@example.com', 'a+b@example.co.uk', 'ada@exämple.example');
  if (format === 'date-time') return fc.constantFrom('2030-01-01T00:00:00Z', '2020-02-29T23:59:60+14:00');
  const plain = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 50)) });
  return fc.oneof(
    plain,
    fc.constantFrom(
      'DE',
      'EUR',
      'US',
      'Lamp',
      'WELCOME10',
      'standard',
      'tok_success',
      'https://example.com/hook',
    ),
  );
}
