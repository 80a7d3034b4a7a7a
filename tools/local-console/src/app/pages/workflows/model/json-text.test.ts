import { describe, expect, it } from '@jest/globals';
import { findField, parseJson } from './json-text.ts';

describe('parseJson', () => {
  it('returns text that is not JSON', () => {
    expect([parseJson('{"a":1}'), parseJson('plain'), parseJson(undefined)]).toEqual([
      { a: 1 },
      'plain',
      undefined,
    ]);
  });
});

describe('findField', () => {
  it('finds a text at any depth', () => {
    const input = { correlationId: 7, step: { list: [{ correlationId: 'cor_1' }] } };
    expect(findField(input, 'correlationId')).toBe('cor_1');
    expect(findField(input, 'orderId')).toBeUndefined();
    expect(findField(null, 'orderId')).toBeUndefined();
  });
});
