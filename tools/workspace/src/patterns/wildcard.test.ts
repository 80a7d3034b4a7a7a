import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchesArn, matchesWildcard } from './wildcard.ts';

/** The same rule as a regular expression. */
const asRegularExpression = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replace(/\*/g, '[^]*')
      .replace(/\?/g, '[^]')}$`,
  );

describe('matchesWildcard', () => {
  it('agrees with the regular expression of the pattern', () => {
    const shortText = (characters: string) => fc.stringMatching(new RegExp(`^[${characters}]{0,8}$`));
    fc.assert(
      fc.property(shortText('ab*?.'), shortText('ab.'), (pattern, value) => {
        expect(matchesWildcard(pattern, value)).toBe(asRegularExpression(pattern).test(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not backtrack exponentially', () => {
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
    // A star does not match across parts.
    ['arn:aws:*:table/seats', false],
    // Omitted parts match anything.
    ['arn:aws:dynamodb', true],
    ['arn:aws:sqs', false],
  ])('%s', (pattern, expected) => {
    expect(matchesArn(pattern, table)).toBe(expected);
  });

  it('treats colons inside the resource as part of it', () => {
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

  it('matches an API Gateway source ARN, and takes a dot literally', () => {
    const pattern = 'arn:aws:execute-api:us-east-1:000000000000:abc/*/*';
    expect(matchesArn(pattern, 'arn:aws:execute-api:us-east-1:000000000000:abc/local/GET/items')).toBe(true);
    expect(matchesArn(pattern, 'arn:aws:execute-api:us-east-1:000000000000:other/local/GET/items')).toBe(
      false,
    );
    expect(matchesArn('arn:aws:s3:::b.c', 'arn:aws:s3:::bxc')).toBe(false);
  });
});
