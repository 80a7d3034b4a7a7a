import { describe, expect, it } from '@jest/globals';
import { amountText, dateText } from './wording.ts';

describe('wording', () => {
  it.each([
    [5990, 'EUR', '€59.90'],
    [1200, 'JPY', 'JP¥1,200'],
    [1234, 'KWD', 'KWD 1.234'],
    [0, 'USD', 'US$0.00'],
  ])('writes %i minor units of %s as %s', (amount, currency, text) => {
    expect(amountText({ amount, currency }).replace('\u00a0', ' ')).toBe(text);
  });

  it('writes days in UTC', () => {
    expect(dateText('2030-01-01T23:59:59.000Z')).toBe('1 January 2030');
  });
});
