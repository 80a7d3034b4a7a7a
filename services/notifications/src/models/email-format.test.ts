import { describe, expect, it } from '@jest/globals';
import { formatAmount, formatDate } from './email-format.ts';

describe('email format', () => {
  it.each([
    [5990, 'EUR', '€59.90'],
    [1200, 'JPY', '¥1,200'],
    [1234, 'KWD', 'KWD 1.234'],
    [0, 'USD', '$0.00'],
  ])('formats %i minor units of %s as %s', (amount, currency, text) => {
    expect(formatAmount({ amount, currency }).replace('\u00a0', ' ')).toBe(text);
  });

  it('formats dates in UTC', () => {
    expect(formatDate('2030-01-01T23:59:59.000Z')).toBe('January 1, 2030');
  });
});
