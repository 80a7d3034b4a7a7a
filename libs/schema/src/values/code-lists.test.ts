import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countryCodes, currencyCodes, patternOf } from './code-lists.ts';

describe('code lists', () => {
  it('lists the 249 countries of ISO 3166-1', () => {
    expect(countryCodes).toHaveLength(249);
    expect(countryCodes).toEqual(expect.arrayContaining(['GB', 'GR', 'DE', 'US', 'HK']));
    for (const other of ['UK', 'EL', 'XX', 'ZZ', 'EU', 'XK', 'SU', 'AN'])
      expect(countryCodes).not.toContain(other);
  });

  it('lists the currencies in circulation only', () => {
    expect(currencyCodes).toEqual(
      expect.arrayContaining(['EUR', 'USD', 'JPY', 'KWD', 'XAF', 'XOF', 'XPF', 'XCG']),
    );
    for (const other of ['XQZ', 'EUX', 'XXX', 'XTS', 'XAU', 'CHE', 'HRK', 'BGN', 'DEM'])
      expect(currencyCodes).not.toContain(other);
  });

  it('agrees with the currencies that the runtime knows', () => {
    const known = Intl.supportedValuesOf('currency');
    expect(currencyCodes.filter((code) => !known.includes(code))).toEqual([]);
  });
});

describe('patternOf', () => {
  it('matches exactly the codes', () => {
    const codes = fc.uniqueArray(fc.string({ unit: fc.constantFrom(...'ABC'), minLength: 2, maxLength: 3 }), {
      minLength: 1,
    });
    const other = fc.string({ unit: fc.constantFrom(...'ABC'), maxLength: 4 });
    fc.assert(
      fc.property(codes, fc.array(other), (list, others) => {
        const pattern = patternOf(list);
        for (const code of [...list, ...others]) expect(pattern.test(code)).toBe(list.includes(code));
      }),
    );
  });
});
