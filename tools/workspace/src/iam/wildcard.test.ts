import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchesArn, matchesWildcard } from './wildcard.ts';

/** The same rule, told as a regular expression. */
const asRegularExpression = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replace(/\*/g, '[^]*')
      .replace(/\?/g, '[^]')}$`,
  );

describe('matchesWildcard', () => {
  it('agrees with the regular expression of the pattern', () => {
    const shortText = (letters: string) => fc.stringMatching(new RegExp(`^[${letters}]{0,8}$`));
    fc.assert(
      fc.property(shortText('ab*?.'), shortText('ab.'), (pattern, value) => {
        expect(matchesWildcard(pattern, value)).toBe(asRegularExpression(pattern).test(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('is quick where a regular expression would not be', () => {
    expect(matchesWildcard('*a*a*a*a*a*a*a*a*a*a*b', 'a'.repeat(10_000))).toBe(false);
  });
});

describe('matchesArn', () => {
  const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/seats';
  it.each([
    ['*', true],
    [table, true],
    ['arn:aws:dynamodb:*:*:table/sea*', true],
    ['arn:aws:dynamodb:*:*:table/seats/index/*', false],
    // A star does not reach beyond its part.
    ['arn:aws:*:table/seats', false],
    // Parts left out count as stars.
    ['arn:aws:dynamodb', true],
    ['arn:aws:sqs', false],
  ])('%s', (pattern, expected) => {
    expect(matchesArn(pattern, table)).toBe(expected);
  });

  it('takes colons inside of the resource as part of it', () => {
    expect(
      matchesArn('arn:aws:lambda:*:*:function:book', 'arn:aws:lambda:us-east-1:000000000000:function:book:3'),
    ).toBe(false);
    expect(
      matchesArn(
        'arn:aws:lambda:*:*:function:book:*',
        'arn:aws:lambda:us-east-1:000000000000:function:book:3',
      ),
    ).toBe(true);
  });
});
