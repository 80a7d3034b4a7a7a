import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchesPattern } from './event-pattern.ts';

const record = {
  eventName: 'INSERT',
  dynamodb: {
    Keys: { pk: { S: 'ORDER#1' } },
    NewImage: { type: { S: 'OrderPlaced' }, total: { N: '12' } },
    SizeBytes: 120,
  },
  tags: ['red', 'round'],
  lines: [
    { sku: 'a', quantity: 1 },
    { sku: 'b', quantity: 5 },
  ],
  nothing: null,
};

describe('matchesPattern', () => {
  it.each<[string, Record<string, unknown>]>([
    ['an empty pattern', {}],
    ['an equal value', { eventName: ['REMOVE', 'INSERT'] }],
    ['null', { nothing: [null] }],
    ['nested fields', { dynamodb: { NewImage: { type: { S: ['OrderPlaced'] } } } }],
    ['a prefix', { dynamodb: { Keys: { pk: { S: [{ prefix: 'ORDER#' }] } } } }],
    [
      'a prefix in any case',
      { dynamodb: { Keys: { pk: { S: [{ prefix: { 'equals-ignore-case': 'order#' } }] } } } },
    ],
    ['a suffix', { eventName: [{ suffix: 'SERT' }] }],
    ['any case', { eventName: [{ 'equals-ignore-case': 'insert' }] }],
    ['anything but a value', { eventName: [{ 'anything-but': 'REMOVE' }] }],
    ['anything but values', { eventName: [{ 'anything-but': ['REMOVE', 'MODIFY'] }] }],
    ['anything but a prefix', { eventName: [{ 'anything-but': { prefix: 'REM' } }] }],
    ['a number in a range', { dynamodb: { SizeBytes: [{ numeric: ['>', 100, '<=', 120] }] } }],
    ['a wildcard', { eventName: [{ wildcard: 'I*S*T' }] }],
    ['a field that is there', { dynamodb: { NewImage: { total: { N: [{ exists: true }] } } } }],
    ['a field that is missing', { dynamodb: { OldImage: { type: { S: [{ exists: false }] } } } }],
    ['one value of a list', { tags: ['round'] }],
    ['one object of a list', { lines: { quantity: [{ numeric: ['=', 5] }] } }],
    ['either of two patterns', { $or: [{ eventName: ['REMOVE'] }, { tags: ['red'] }] }],
  ])('fits %s', (_name, pattern) => {
    expect(matchesPattern(pattern, record)).toBe(true);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another value', { eventName: ['REMOVE'] }],
    ['a missing field', { missing: ['x'] }],
    ['anything but, where the field is missing', { missing: [{ 'anything-but': 'x' }] }],
    ['an excluded value', { eventName: [{ 'anything-but': ['INSERT'] }] }],
    ['a number outside of the range', { dynamodb: { SizeBytes: [{ numeric: ['>', 120] }] } }],
    ['a number written as text', { dynamodb: { NewImage: { total: { N: [{ numeric: ['=', 12] }] } } } }],
    ['a wildcard whose ends overlap', { eventName: [{ wildcard: 'INSERT*T' }] }],
    ['a field that should be missing', { eventName: [{ exists: false }] }],
    ['one field of two', { eventName: ['INSERT'], tags: ['blue'] }],
    ['neither of two patterns', { $or: [{ eventName: ['REMOVE'] }, { tags: ['blue'] }] }],
  ])('does not fit %s', (_name, pattern) => {
    expect(matchesPattern(pattern, record)).toBe(false);
  });

  it('rejects an unknown operator', () => {
    expect(() => matchesPattern({ eventName: [{ regex: '.*' }] }, record)).toThrow(
      'Unknown operator "regex"',
    );
  });

  it('takes an event for itself, and for each of its prefixes and suffixes', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, cut) => {
        const [start, end] = [text.slice(0, cut), text.slice(cut)];
        const alternatives = [text, { prefix: start }, { suffix: end }, { 'equals-ignore-case': text }];
        for (const alternative of alternatives)
          expect(matchesPattern({ field: [alternative] }, { field: text })).toBe(true);
      }),
    );
  });

  it('lets a value pass by exactly one of a condition and anything-but that condition', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(value, value, fc.string({ maxLength: 2 }), (one, other, prefix) => {
        const fits = (alternative: unknown) => matchesPattern({ field: [alternative] }, { field: one });
        expect(fits({ 'anything-but': [other] })).toBe(!fits(other));
        expect(fits({ 'anything-but': { prefix } })).toBe(!fits({ prefix }));
      }),
    );
  });

  it('matches a wildcard pattern with parts of the text left out', () => {
    const segments = fc.array(
      fc.string().filter((text) => !/[*\\]/.test(text)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(segments, fc.string(), (parts, filling) => {
        const event = { field: parts.join(filling) };
        expect(matchesPattern({ field: [{ wildcard: parts.join('*') }] }, event)).toBe(true);
      }),
    );
  });
});
