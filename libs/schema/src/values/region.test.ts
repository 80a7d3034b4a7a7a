// cspell:ignore Québec -- a region of Canada
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { iso31662 } from 'iso-3166';
import { normalizeAddress, normalizeRegion, regionNames } from './region.ts';

describe('normalizeRegion', () => {
  it.each([
    ['US', 'ca', 'CA'],
    ['US', 'California', 'CA'],
    ['US', 'US-CA', 'CA'],
    ['US', 'D.C.', 'DC'],
    ['US', 'AE', 'AE'],
    ['US', 'armed forces europe', 'AE'],
    ['CA', 'Québec', 'QC'],
    ['AU', 'New South Wales', 'NSW'],
    ['DE', 'Bayern', 'Bayern'],
    ['HK', 'Kowloon', 'Kowloon'],
  ])('in %s converts %j to %j', (country, region, code) => {
    expect(normalizeRegion(country, region)).toBe(code);
  });

  it('knows the regions of ISO 3166-2 by code and name', () => {
    for (const country of ['AU', 'CA', 'US']) {
      const names = regionNames(country);
      const published = iso31662.filter(({ parent, code }) => parent === country && code !== 'US-UM');
      for (const { code, name } of published) expect(names.get(name.toLowerCase())).toBe(code.slice(3));
    }
  });

  it('changes nothing the second time', () => {
    const country = fc.constantFrom('US', 'CA', 'DE');
    const region = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('california', 'US-ca', 'Québec'));
    fc.assert(
      fc.property(country, region, (at, value) => {
        const once = normalizeRegion(at, value);
        expect(normalizeRegion(at, once)).toBe(once);
      }),
    );
  });
});

describe('normalizeAddress', () => {
  it('leaves other values to the validation', () => {
    for (const address of [{}, { country: 1, region: 'ca' }, { country: 'US', region: null }]) {
      const before = structuredClone(address);
      normalizeAddress(address);
      expect(address).toEqual(before);
    }
  });
});
