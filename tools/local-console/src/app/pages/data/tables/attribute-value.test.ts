import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { item } from './arbitrary-items.ts';
import { parseItem, toTypedJson } from './attribute-value.ts';

describe('parseItem', () => {
  it('accepts every item', () => {
    fc.assert(
      fc.property(item, (each) => {
        expect(parseItem(JSON.parse(JSON.stringify(each)))).toEqual(each);
      }),
    );
  });

  it('reads DynamoDB JSON with bytes as base64', () => {
    fc.assert(
      fc.property(item, (each) => {
        expect(parseItem(toTypedJson(each))).toEqual(each);
      }),
    );
    expect(toTypedJson({ a: { B: { $bytes: 'AQI=' } } })).toEqual({ a: { B: 'AQI=' } });
  });

  it.each([
    ['text', 'An item must be a JSON object.'],
    [{ a: 'text' }, 'a must be one typed value'],
    [{ a: { S: 1 } }, 'a.S has an invalid value.'],
    [{ a: { N: 'one' } }, 'a.N has an invalid value.'],
    [{ a: { SS: [] } }, 'a.SS has an invalid value.'],
    [{ a: { S: 'x', N: '1' } }, 'a must be one typed value'],
    [{ a: { M: { b: { L: [{ X: 1 }] } } } }, 'a.b[0] must be one typed value'],
  ])('refuses %j', (json, message) => {
    expect(() => parseItem(json)).toThrow(message);
  });
});
