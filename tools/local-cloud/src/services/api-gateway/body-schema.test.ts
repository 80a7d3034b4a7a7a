import { describe, expect, it } from '@jest/globals';
import { compileModels, draft7 } from './body-schema.ts';

describe('a draft 4 schema', () => {
  it('is converted to draft 7, nested schemas included', () => {
    const limited = {
      type: 'number',
      minimum: 0,
      exclusiveMinimum: true,
      maximum: 9,
      exclusiveMaximum: false,
    };
    const converted = { type: 'number', exclusiveMinimum: 0, maximum: 9 };
    expect(
      draft7({
        $schema: 'http://json-schema.org/draft-04/schema#',
        id: 'x',
        properties: { a: limited },
        items: limited,
        anyOf: [limited],
      }),
    ).toEqual({
      $id: 'x',
      properties: { a: converted },
      items: converted,
      anyOf: [converted],
    });
  });

  it('keeps properties with the name of a keyword', () => {
    const schema = { properties: { id: { type: 'string' }, exclusiveMinimum: { type: 'boolean' } } };
    expect(draft7(schema)).toEqual(schema);
  });
});

describe('the models of an API', () => {
  const models = compileModels(
    new Map<string, unknown>([
      ['Price', { type: 'object', required: ['amount'], properties: { amount: { type: 'integer' } } }],
      [
        'Item',
        {
          type: 'object',
          properties: {
            price: { $ref: 'https://apigateway.amazonaws.com/restapis/abc/models/Price' },
            mail: { type: 'string', format: 'email' },
          },
        },
      ],
    ]),
  );

  it('can refer to each other', () => {
    expect(models.get('Item')?.({ price: { amount: 1 } })).toBeUndefined();
    expect(models.get('Item')?.({ price: {} })).toBe(
      '[/price: object has missing required properties (["amount"])]',
    );
  });

  it('report the first violation with its location', () => {
    expect(models.get('Item')?.({ price: { amount: 'x' }, mail: 'invalid' })).toBe(
      '[/price/amount: instance type does not match any allowed primitive type (allowed: ["integer"])]',
    );
  });

  it('are named if they are not a valid schema', () => {
    expect(() => compileModels(new Map([['Broken', { type: 'nothing' }]]))).toThrow('Broken');
  });
});
