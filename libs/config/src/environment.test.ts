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
});
