import { createRequire } from 'node:module';
import { codeSchema, Country, lineSchema } from '#libs/models';
import { describe, expect, it } from '@jest/globals';
import type { Ajv as AjvClass } from 'ajv';
import type { Ajv2020 as Ajv2020Class } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { Type } from 'typebox';
import { apiGatewayModel, type Schema } from './api-gateway-model.ts';

const require = createRequire(import.meta.url);
const { Ajv } = require('ajv') as { Ajv: typeof AjvClass };
const { Ajv2020 } = require('ajv/dist/2020') as { Ajv2020: typeof Ajv2020Class };

// Generated schemas are valid, and odder than Ajv's strict mode likes.
const lenient = { strict: false, validateSchema: false };

/** Draft 4 on top of Ajv's draft 7: exclusive limits are booleans next to the limit. */
function draft4(model: object): (value: unknown) => boolean {
  const ajv = new Ajv(lenient);
  const limit = (keyword: string, flag: string, within: (a: number, b: number) => boolean) => {
    ajv.removeKeyword(keyword);
    ajv.removeKeyword(flag);
    ajv.addKeyword({
      keyword,
      type: 'number',
      compile: (bound: number, parent: Record<string, unknown>) => (data: number) =>
        within(data, bound) || (data === bound && parent[flag] !== true),
    });
  };
  limit('minimum', 'exclusiveMinimum', (a, b) => a > b);
  limit('maximum', 'exclusiveMaximum', (a, b) => a < b);
  const { $schema: _draft4, ...schema } = model as Schema;
  return ajv.compile(schema);
}

const draft2020 = (schema: object): ((value: unknown) => boolean) => new Ajv2020(lenient).compile(schema);

const scalar = fc.constantFrom<unknown>('', 'a', 'bc', 'abcdef', 0, 1, 2, 3, -1, 1.5, true, false, null);
const bound = fc.integer({ min: -1, max: 3 });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const { schema: schemas } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'schema' },
    fc.record({ const: scalar }),
    fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record({
      type: fc.constant('string'),
      minLength: optional(fc.nat(3)),
      maxLength: optional(fc.nat(4)),
    }),
    fc.record({
      type: fc.constantFrom('integer', 'number'),
      minimum: optional(bound),
      exclusiveMinimum: optional(bound),
      maximum: optional(bound),
      exclusiveMaximum: optional(bound),
    }),
    fc.record({ type: fc.constant('array'), items: tie('schema'), maxItems: optional(fc.nat(3)) }),
    fc.record({ type: fc.constant('array'), prefixItems: fc.tuple(tie('schema')), items: fc.boolean() }),
    fc.record({
      type: fc.constant('object'),
      properties: fc.record({ a: tie('schema'), b: tie('schema') }),
      required: fc.subarray(['a', 'b']),
      additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
    }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('schema') }),
    fc.record({ $ref: fc.constant('#/$defs/short'), minLength: fc.nat(2) }),
  ) as fc.Arbitrary<Schema>,
}));
const rooted = schemas.map((schema) => ({
  ...schema,
  $id: 'https://tradewind.example/schema',
  $defs: { short: { type: 'string', maxLength: 3, title: 'Short' } },
}));
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.record({ a: tie('value'), b: tie('value'), c: tie('value') }, { requiredKeys: [] }),
  ),
}));

describe('apiGatewayModel', () => {
  it('accepts exactly what the schema accepts', () => {
    let accepted = 0;
    fc.assert(
      fc.property(rooted, fc.array(values, { minLength: 5, maxLength: 15 }), (schema, candidates) => {
        const acceptsSchema = draft2020(schema);
        const acceptsModel = draft4(apiGatewayModel(schema));
        for (const value of candidates) {
          const fits = acceptsSchema(value);
          if (fits) accepted += 1;
          expect({ value, fits: acceptsModel(value) }).toEqual({ value, fits });
        }
      }),
      { numRuns: 150 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('keeps the stricter of two limits, or the exclusive one if they are equal', () => {
    const limits = fc.record(
      { minimum: bound, exclusiveMinimum: bound, maximum: bound, exclusiveMaximum: bound },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(limits, (schema) => {
        const numbers = [-2, -1, 0, 0.5, 1, 2, 3, 4];
        const model = apiGatewayModel({ type: 'number', ...schema });
        expect(numbers.filter(draft4(model))).toEqual(
          numbers.filter(draft2020({ type: 'number', ...schema })),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('writes only keywords of draft 4', () => {
    fc.assert(
      fc.property(rooted, (schema) => {
        const written = JSON.stringify(apiGatewayModel(schema));
        expect(written).not.toMatch(/"(const|\$ref|\$id|\$defs|title|prefixItems)":|"exclusiveM\w+":-?\d/);
      }),
    );
  });

  it('converts a union of literals to one enumeration, and keeps formats', () => {
    const schema = Type.Object(
      {
        size: Type.Union([Type.Literal('s'), Type.Literal('m')]),
        email: Type.String({ format: 'email' }),
        price: Type.Optional(Type.Integer({ exclusiveMinimum: 0 })),
      },
      { $id: 'Order', additionalProperties: false },
    );
    expect(apiGatewayModel(schema)).toEqual({
      $schema: 'http://json-schema.org/draft-04/schema#',
      type: 'object',
      required: ['size', 'email'],
      additionalProperties: false,
      properties: {
        size: { type: 'string', enum: ['s', 'm'] },
        email: { type: 'string', format: 'email' },
        price: { type: 'integer', minimum: 0, exclusiveMinimum: true },
      },
    });
  });

  it('accepts a text as it is before its normalization', () => {
    const model = apiGatewayModel(Type.Object({ name: lineSchema(5), code: codeSchema('^[A-Z]{3}$') }));
    expect(model['properties']).toEqual({ name: { type: 'string' }, code: { type: 'string' } });
  });

  it('replaces a format of this project by its pattern', () => {
    const accepts = draft4(apiGatewayModel(Country));
    expect(['GB', 'UK', 'gb'].map(accepts)).toEqual([true, false, false]);
  });

  it('rejects a keyword that draft 4 cannot express, with its path', () => {
    const schema = { type: 'object', properties: { tags: { type: 'array', contains: { const: 'a' } } } };
    expect(() => apiGatewayModel(schema)).toThrow('do not support "contains" (at /properties/tags)');
  });

  it('rejects a recursive schema', () => {
    const tree = { type: 'object', properties: { child: { $ref: '#' } } };
    expect(() => apiGatewayModel(tree)).toThrow('cannot be recursive');
  });

  it('rejects a reference to a missing schema', () => {
    expect(() => apiGatewayModel({ $ref: '#/$defs/missing' })).toThrow('does not exist in the schema');
  });
});
