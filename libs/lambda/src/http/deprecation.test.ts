import { describe, expect, it } from '@jest/globals';
import { deprecationHeaders } from './deprecation.ts';

describe('deprecationHeaders', () => {
  it('writes a structured date and an HTTP date', () => {
    expect(deprecationHeaders({ since: '2030-01-01', sunset: '2030-07-01' })).toEqual({
      Deprecation: '@1893456000',
      Sunset: 'Mon, 01 Jul 2030 00:00:00 GMT',
    });
  });
});
