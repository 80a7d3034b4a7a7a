import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonSchema } from './declared-contracts.ts';
import { schemaIncompatibilities } from './schema-incompatibilities.ts';
import { accepts, type PlainSchema } from './schema-values.ts';

type Sample = readonly [schema: JsonSchema, values: fc.Arbitrary<unknown>];

const object = (properties: Record<string, JsonSchema>, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
});
const text = { type: 'string' };

describe('what may be sent is accepted', () => {
  it.each([
    ['the same', object({ a: text }), object({ a: text })],
    ['a new field', object({ a: text, b: text }), object({ a: text })],
    ['a field that became certain', object({ a: text }), object({ a: text }, [])],
    ['a field that the receiver would like', object({ a: text }), object({ a: text, b: text }, ['a'])],
    ['a default instead of a field', object({}), object({ a: { type: 'string', default: 'x' } })],
    ['fewer values', { enum: ['a'] }, { anyOf: [{ const: 'a' }, { const: 'b' }] }],
    ['a narrower range', { type: 'integer', minimum: 1 }, { type: 'number', minimum: 0 }],
    ['another description', { type: 'string', description: 'old' }, { type: 'string', title: 'new' }],
    ['an intersection', { allOf: [object({ a: text }), object({ b: text })] }, object({ a: text, b: text })],
    [
      'a union that shares a field',
      { ...object({ a: text }), anyOf: [object({ b: text }), object({ c: text })] },
      object({ a: text }),
    ],
    [
      'what an intersection leaves of a union',
      { allOf: [{ enum: ['a', 'b'] }, { anyOf: [{ const: 'b' }, { const: 'c' }] }] },
      { const: 'b' },
    ],
    [
      'names of a pattern, each with less',
      { type: 'object', patternProperties: { '^a': { enum: ['x'] } } },
      { type: 'object', patternProperties: { '^a': text }, additionalProperties: false },
    ],
    ['fewer items', { type: 'array', items: text, minItems: 2 }, { type: 'array', items: text, minItems: 1 }],
  ])('%s', (_what, sent, accepted) => {
    expect(schemaIncompatibilities(sent, accepted)).toEqual([]);
  });

  it.each([
    ['a field gone', object({}), object({ price: text }), 'price is required, and is not sent'],
    [
      'a default that does not fit itself',
      object({}),
      object({ a: { type: 'string', default: 1 } }),
      'a is required, and is not sent',
    ],
    [
      'a field optional',
      object({ price: text }, []),
      object({ price: text }),
      'price may be missing, and is required',
    ],
    [
      'a type narrowed',
      object({ n: { type: 'number' } }),
      object({ n: { type: 'integer' } }),
      'n may be of type number',
    ],
    ['an enum widened', { enum: ['a', 'b'] }, { enum: ['a'] }, 'it may be "b", which is not accepted'],
    ['a deeper field', object({ a: object({}) }), object({ a: object({ b: text }) }), 'a.b is required'],
    [
      'an item',
      { type: 'array', items: { type: 'number' } },
      { type: 'array', items: text },
      '[] may be of type number',
    ],
    ['a longer text', text, { type: 'string', maxLength: 3 }, 'above the maxLength of 3'],
    ['another pattern', { type: 'string', pattern: '^a' }, { type: 'string', pattern: '^b' }, 'pattern ^b'],
    [
      'a closed object',
      object({ a: text, b: text }),
      { ...object({ a: text }), additionalProperties: false },
      'b may be',
    ],
    [
      'a field of an intersection',
      { allOf: [object({ a: text }), object({ b: text })] },
      object({ b: { type: 'number' } }),
      'b may be of type string',
    ],
    [
      'an intersection in a closed object',
      { allOf: [object({ a: text }), object({ b: text })] },
      { ...object({ a: text }), additionalProperties: false },
      'b may be',
    ],
    [
      'a property next to a union',
      { ...object({ a: text }), anyOf: [object({ b: text }), object({ c: text })] },
      { ...object({ a: { type: 'number' } }) },
      'a may be of type string',
    ],
    [
      'a union next to an intersection of the receiver',
      { const: 'x' },
      { allOf: [{ const: 'x' }], anyOf: [{ const: 'y' }] },
      'it may be "x"',
    ],
    [
      'names of a pattern in a closed object',
      { type: 'object', patternProperties: { '^a': text } },
      { type: 'object', additionalProperties: false },
      '^a may be',
    ],
    [
      'names of a pattern where others are numbers',
      { type: 'object', patternProperties: { '^a': text } },
      { type: 'object', additionalProperties: { type: 'number' } },
      '^a may be of type string',
    ],
    [
      'a name of a pattern that has a type',
      { type: 'object', patternProperties: { '^a': text } },
      { type: 'object', properties: { ab: { type: 'number' } } },
      'ab may be of type string',
    ],
    [
      'what nothing else evaluates',
      { ...object({ a: text }), unevaluatedProperties: false },
      { ...object({}), unevaluatedProperties: false },
      'unevaluatedProperties, which cannot be compared',
    ],
    [
      'more unions of unions than can be looked at',
      {
        allOf: Array.from({ length: 8 }, (_none, k) => ({
          anyOf: [object({ [`a${k}`]: text }), object({})],
        })),
      },
      object({}),
      'more forms than can be compared',
    ],
    ['what cannot be compared', text, { not: { const: 'x' } }, 'not, which cannot be compared'],
  ])('not %s', (_what, sent, accepted, words) => {
    expect(schemaIncompatibilities(sent, accepted).join()).toContain(words);
  });
});

const scalar: fc.Arbitrary<Sample> = fc.oneof(
  fc.constant<Sample>([{ type: 'boolean' }, fc.boolean()]),
  fc.constant<Sample>([{ type: 'null' }, fc.constant(null)]),
  fc
    .uniqueArray(fc.constantFrom('a', 'b', 1, 2, null), { minLength: 1 })
    .map<Sample>((values) => [
      values.length === 1 ? { const: values[0] } : { enum: values },
      fc.constantFrom(...values),
    ]),
  fc
    .tuple(fc.constantFrom('integer', 'number'), fc.integer({ min: -3, max: 3 }), fc.nat({ max: 4 }))
    .map<Sample>(([type, minimum, span]) => [
      { type, minimum, maximum: minimum + span },
      type === 'integer'
        ? fc.integer({ min: minimum, max: minimum + span })
        : fc.double({ min: minimum, max: minimum + span, noNaN: true }),
    ]),
  fc
    .tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 }))
    .map<Sample>(([minLength, span]) => [
      { type: 'string', minLength, maxLength: minLength + span },
      fc.string({ minLength, maxLength: minLength + span }),
    ]),
);

const field = (sample: fc.Arbitrary<Sample>) => fc.record({ sample, isRequired: fc.boolean() });
const objectOf = (sample: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc
    .tuple(fc.dictionary(fc.constantFrom('a', 'b', 'c'), field(sample), { maxKeys: 3 }), fc.boolean())
    .map(([fields, isClosed]) => {
      const names = Object.keys(fields);
      const required = names.filter((name) => fields[name]!.isRequired);
      const properties = Object.fromEntries(names.map((name) => [name, fields[name]!.sample[0]]));
      const values = Object.fromEntries(names.map((name) => [name, fields[name]!.sample[1]]));
      return [
        { type: 'object', properties, required, ...(isClosed && { additionalProperties: false }) },
        fc.record(values, { requiredKeys: required }).map((value) => ({ ...value })),
      ];
    });
const arrayOf = (sample: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc
    .tuple(sample, fc.nat({ max: 2 }))
    .map(([[items, values], minItems]) => [
      { type: 'array', items, minItems },
      fc.array(values, { minLength: minItems, maxLength: minItems + 2 }),
    ]);
const unionOf = (sample: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc
    .array(sample, { minLength: 1, maxLength: 3 })
    .map((branches) => [
      { anyOf: branches.map(([schema]) => schema) },
      fc.oneof(...branches.map(([, values]) => values)),
    ]);

/** What `Type.Record` writes: names by a pattern, a few of them named as well. */
const recordOf = (sample: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc
    .tuple(sample, fc.constantFrom('^[ab]$', '^.*$', '^x'), fc.constantFrom(undefined, false, text))
    .map(([[schema, values], pattern, additionalProperties]) => [
      {
        type: 'object',
        patternProperties: { [pattern]: schema },
        ...(additionalProperties !== undefined && { additionalProperties }),
      },
      fc
        .dictionary(fc.constantFrom(...namesOf[pattern]!), values, { maxKeys: 2, noNullPrototype: true })
        .chain((named) =>
          additionalProperties === text && pattern !== '^.*$'
            ? fc
                .dictionary(fc.constantFrom('c', 'd'), fc.string(), { maxKeys: 1, noNullPrototype: true })
                .map((rest) => ({ ...rest, ...named }))
            : fc.constant(named),
        ),
    ]);
const namesOf: Readonly<Record<string, readonly string[]>> = {
  '^[ab]$': ['a', 'b'],
  '^.*$': ['a', 'b', 'c', 'x'],
  '^x': ['x', 'xy'],
};

/** What `Type.Intersect` writes, and properties next to a union; not every value satisfies all parts. */
const mergedOf = (sample: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc
    .tuple(objectOf(sample), fc.array(objectOf(sample), { minLength: 1, maxLength: 2 }), fc.boolean())
    .map(([[remainder, values], parts, isUnion]) => {
      const schemas = parts.map(([schema]) => schema);
      const schema = isUnion
        ? { ...(remainder as object), anyOf: schemas }
        : { allOf: [remainder, ...schemas] };
      const merged = fc.tuple(values, ...parts.map(([, each]) => each), fc.nat()).map((all) => {
        const made = all.slice(0, -1) as object[];
        const chosen = isUnion ? [made[0]!, made[1 + ((all.at(-1) as number) % parts.length)]!] : made;
        return Object.assign({}, ...chosen) as object;
      });
      return [schema, merged];
    });

const leaf = fc.oneof(scalar, unionOf(scalar));
const inner = fc.oneof(leaf, objectOf(leaf), arrayOf(leaf), recordOf(leaf));
const anySample = fc.oneof(inner, objectOf(inner), unionOf(inner), mergedOf(leaf), recordOf(inner));

describe('the comparison of two versions', () => {
  it('never lets through what Ajv then refuses', () => {
    fc.assert(
      fc.property(anySample, anySample, fc.gen(), ([sent, values], [accepted], generate) => {
        fc.pre(schemaIncompatibilities(sent, accepted).length === 0);
        const value = generate(() => values);
        fc.pre(accepts(sent as PlainSchema, value));
        expect({ value, isAccepted: accepts(accepted as PlainSchema, value) }).toEqual({
          value,
          isAccepted: true,
        });
      }),
      { numRuns: 150 },
    );
  });

  // Small enough to try every value there is: here the answer is exact in both directions.
  const domain = fc.uniqueArray(fc.constantFrom('a', 'b', 1, 2, true), { minLength: 1, maxLength: 3 });
  const smallObject = fc
    .dictionary(fc.constantFrom('x', 'y'), fc.record({ values: domain, isRequired: fc.boolean() }))
    .map((fields) => ({
      schema: object(
        Object.fromEntries(Object.entries(fields).map(([name, { values }]) => [name, { enum: values }])),
        Object.keys(fields).filter((name) => fields[name]!.isRequired),
      ),
      all: Object.entries(fields).reduce<Record<string, unknown>[]>(
        (made, [name, { values, isRequired }]) => [
          ...(isRequired ? [] : made),
          ...made.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
        ],
        [{}],
      ),
    }));

  it('says no exactly where there is a value that Ajv refuses', () => {
    fc.assert(
      fc.property(smallObject, smallObject, (sent, accepted) => {
        const isAccepted = sent.all.every((value) => accepts(accepted.schema, value));
        expect(schemaIncompatibilities(sent.schema, accepted.schema).length === 0).toBe(isAccepted);
      }),
      { numRuns: 250 },
    );
  });
});
