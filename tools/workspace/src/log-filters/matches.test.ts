import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matches } from './matches.ts';
import { parseFilterPattern } from './parse-filter-pattern.ts';

const line = {
  event: 'payment.declined',
  level: 'ERROR',
  status: 502,
  share: -0.5,
  retried: false,
  cause: null,
  sourceIp: '10.1.2.3',
  order: {
    id: 'ord_1',
    lineItems: [
      { sku: 'a', quantity: 2 },
      { sku: 'b', quantity: 7 },
    ],
  },
  'a b': 'spaced',
  user_id: 'u-1',
};
const holds = (pattern: string) => matches(parseFilterPattern(pattern), line);

describe('matches', () => {
  it.each([
    '{ $.event = "payment.declined" }',
    '{ $.event = payment.declined }',
    '{$.event="payment.*"}',
    '{ $.event != "payment.captured" }',
    '{ $.event = %declined$% }',
    '{ $.sourceIp = 10.1.* }',
    '{ $.sourceIp != 123.123.* }',
    '{ $.status = 502 }',
    '{ $.status >= 500 && $.status < 600 }',
    '{ $.share > -1 && $.share <= -5e-1 }',
    '{ $.retried IS FALSE }',
    '{ $.cause IS NULL }',
    '{ $.nothing NOT EXISTS }',
    '{ $.event = * }',
    '{ $.order.id = "ord_1" }',
    '{ $.order.lineItems[1].quantity = 7 }',
    '{ $.order.lineItems[*].sku = "b" }',
    '{ $["a b"] = "spaced" }',
    '{ $.user_id = "u-1" }',
    '{ $.level = "INFO" || $.level = "ERROR" && $.status = 502 }',
    '{ ($.level = "INFO" || $.level = "ERROR") && ($.status = 502) }',
  ])('is true for %s', (pattern) => expect(holds(pattern)).toBe(true));

  it.each([
    '{ $.event = "payment" }',
    '{ $.event = "Payment.declined" }',
    '{ $.status = "502" }',
    '{ $.event > 5 }',
    '{ $.nothing = * }',
    '{ $.nothing != "a" }',
    '{ $.order = * }',
    '{ $.cause NOT EXISTS }',
    '{ $.retried IS TRUE }',
    '{ $.order.lineItems[*].quantity > 7 }',
    '{ $.order.lineItems[2].sku = "a" }',
    '{ ($.level = "INFO" || $.level = "ERROR") && $.status = 200 }',
  ])('is false for %s', (pattern) => expect(holds(pattern)).toBe(false));

  it('matches any text without a star literally', () =>
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('*')),
        fc.string(),
        (wanted, text) => {
          const quoted = wanted.replaceAll(/[\\"]/g, String.raw`\$&`);
          expect(matches(parseFilterPattern(`{ $.event = "${quoted}" }`), { event: text })).toBe(
            text === wanted,
          );
        },
      ),
    ));

  it.each([
    ['ERROR', 'expected { at character 1'],
    ['{ event = "a" }', 'expected a field such as $.event at character 3'],
    ['{ $.event = }', 'expected a value at character 13'],
    ['{ $.event > "a" }', '> compares with a number'],
    [
      '{ $.event IS MISSING }',
      'expected a comparison, IS NULL, IS TRUE, IS FALSE or NOT EXISTS at character 11',
    ],
    ['{ $.event = "a" && }', 'expected a field such as $.event at character 20'],
    ['{ $.event = "a" } x', 'expected nothing more at character 19'],
    ['{ $.event = "a ', 'cannot read ""a " at character 13'],
    ['{ $.a[*].b[*] = 1 }', 'more than one *'],
    ['{ $.a = %a% || $.a = %b% || $.a = %c% }', 'more than 2 regular expressions'],
  ])('rejects %s', (pattern, reason) => expect(() => parseFilterPattern(pattern)).toThrow(reason));
});
