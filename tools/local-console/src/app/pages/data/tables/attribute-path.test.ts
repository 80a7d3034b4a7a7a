import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributeName } from './arbitrary-items.ts';
import { formatPath, parsePath } from './attribute-path.ts';

describe('parsePath', () => {
  it.each([
    ['orderId', ['orderId']],
    ['totals.total', ['totals', 'total']],
    ['lineItems[0].title', ['lineItems', 0, 'title']],
    ['"app.version"', ['app.version']],
    ['matrix[1][2]', ['matrix', 1, 2]],
  ])('reads %s', (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });

  it.each(['', '  ', '.a', 'a.', '[0]', 'a..b', 'a[x]', 'a[0]b', '"open'])('refuses %j', (text) => {
    expect(() => parsePath(text)).toThrow(/is not a path|Enter the name/);
  });

  it('reads what formatPath writes', () => {
    const path = fc
      .tuple(attributeName, fc.array(fc.oneof(attributeName, fc.nat(99)), { maxLength: 3 }))
      .map(([first, rest]) => [first, ...rest]);
    fc.assert(
      fc.property(path, (each) => {
        expect(parsePath(formatPath(each))).toEqual(each);
      }),
    );
  });
});
