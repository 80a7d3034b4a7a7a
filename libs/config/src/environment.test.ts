import { describe, expect, it } from '@jest/globals';
import { environment } from './environment.ts';

describe('environment', () => {
  it('converts each variable to its declared type', () => {
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

  it('lists every missing and malformed variable in one error', () => {
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
  ] as const)('accepts only a well-formed %s', (type, malformed, wellFormed) => {
    expect(() => environment({ X: type }, { X: malformed })).toThrow(`X (${type}) is malformed`);
    expect(String(environment({ X: type }, { X: wellFormed }).X)).toBe(wellFormed);
  });
});
