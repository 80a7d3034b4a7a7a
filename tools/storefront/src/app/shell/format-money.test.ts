import { expect, it } from '@jest/globals';
import { formatMoney } from './format-money.ts';

it.each([
  [11790, 'EUR', '€117.90'],
  [5, 'EUR', '€0.05'],
  [-2358, 'EUR', '-€23.58'],
  [1200, 'JPY', '¥1,200'],
])('formats %i %s as %s', (amount, currency, price) => {
  expect(formatMoney(amount, currency).replace('JP', '')).toBe(price);
});
