import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { maxJsonBytes } from './schema-bounds.ts';

describe('maxJsonBytes', () => {
  it.each([
    ['a text without a maximum length', Type.String(), 'has no maximum length'],
    ['an unbounded pattern', Type.String({ pattern: '^[a-z]+$' }), 'has no maximum length'],
    ['a pattern that is not anchored', Type.String({ pattern: '[a-z]{3}' }), 'has no maximum length'],
    ['a pattern with an open range', Type.String({ pattern: '^[a-z]{3,}$' }), 'has no maximum length'],
    ['an integer without a maximum', Type.Integer({ minimum: 0 }), 'has no minimum and maximum'],
    ['an unsafe integer', Type.Integer({ minimum: 0, maximum: 2 ** 53 }), 'that JSON does not keep'],
    ['a list without a maximum', Type.Array(Type.Boolean()), 'has no maximum size'],
    [
      'a record without a maximum',
      Type.Record(Type.String(), Type.Boolean()),
      'maximum number of properties',
    ],
    ['any value', Type.Unknown(), 'has no type'],
  ])('rejects %s, also inside', (_name, schema, message) => {
    expect(() => maxJsonBytes(schema)).toThrow(message);
    const nested = Type.Object({ a: Type.Optional(Type.Array(Type.Object({ b: schema }), { maxItems: 2 })) });
    expect(() => maxJsonBytes(nested)).toThrow(`/a/0/b`);
  });

  it('is never less than the largest value', () => {
    const schema = Type.Object({
      text: Type.String({ maxLength: 3 }),
      count: Type.Integer({ minimum: -1_000, maximum: 10 }),
      kind: Type.Enum(['a', 'bcd']),
      list: Type.Array(Type.Union([Type.Boolean(), Type.Null()]), { maxItems: 2 }),
    });
    const largest = { text: '😀😀😀', count: -1_000, kind: 'bcd', list: [false, false] };
    const bytes = Buffer.byteLength(JSON.stringify(largest));
    expect(maxJsonBytes(schema)).toBeGreaterThanOrEqual(bytes);
    expect(maxJsonBytes(schema)).toBeLessThan(bytes + 20);
  });
});
