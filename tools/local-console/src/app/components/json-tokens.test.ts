import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonTokens } from './json-tokens.ts';

describe('jsonTokens', () => {
  it('distinguishes keys from strings, numbers and literals', () => {
    const kinds = jsonTokens('{"a": "b", "c": [1.5, null]}').filter(({ kind }) => kind !== 'punctuation');
    expect(kinds.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'key "a"',
      'string "b"',
      'key "c"',
      'number 1.5',
      'literal null',
    ]);
  });

  it('keeps the whole text', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const text = JSON.stringify(JSON.parse(json), null, 2);
        expect(
          jsonTokens(text)
            .map((each) => each.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
