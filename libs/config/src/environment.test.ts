import { describe, expect, it } from '@jest/globals';
import { environment } from './environment.ts';

describe('environment', () => {
  it('reads each variable in its declared form', () => {
    const variables = { STOCK_TABLE: 'stock', LIMIT: '12', STRICT: 'false', API: 'http://127.0.0.1:1' };
    expect(
      environment({ STOCK_TABLE: 'text', LIMIT: 'integer', STRICT: 'boolean', API: 'url' }, variables),
    ).toEqual({
      STOCK_TABLE: 'stock',
      LIMIT: 12,
      STRICT: false,
      API: 'http://127.0.0.1:1',
    });
  });

  it('names everything that is wrong at once', () => {
    expect(() => environment({ STOCK_TABLE: 'text', LIMIT: 'integer' }, { LIMIT: 'many' })).toThrow(
      'STOCK_TABLE (text) is missing, LIMIT (integer) is malformed',
    );
  });

  it.each([
    ['arn', 'stock', 'arn:aws:sns:us-east-1:000000000000:stock'],
    ['parameter', 'tradewind/rate', '/tradewind/dev/stock/rate'],
    ['secretParameter', 'sk_live_1 ', '/tradewind/dev/payments/secret-key'],
    ['boolean', 'yes', 'true'],
    ['boolean', 'constructor', 'false'],
    ['integer', '1.5', '15'],
    ['url', '127.0.0.1', 'http://127.0.0.1'],
  ] as const)('tells a wrong %s from a right one', (kind, wrong, right) => {
    expect(() => environment({ X: kind }, { X: wrong })).toThrow(`X (${kind}) is malformed`);
    expect(String(environment({ X: kind }, { X: right }).X)).toBe(right);
  });
});
