import { describe, expect, it } from '@jest/globals';
import { selectTaxRate, toTaxRegions } from './tax-rate.ts';

const rate = (region: string, basisPoints: number) => ({ region, basisPoints, title: region });

describe('toTaxRegions', () => {
  it.each([
    [{ country: 'US', region: 'CA' }, ['US-CA', 'US', '*']],
    [{ country: 'US', region: ' ca ' }, ['US-CA', 'US', '*']],
    [{ country: 'US', region: 'California' }, ['US', '*']],
    [{ country: 'DE' }, ['DE', '*']],
  ])('maps %j to %j', (address, regions) => {
    expect(toTaxRegions(address)).toEqual(regions);
  });
});

describe('selectTaxRate', () => {
  const rates = [rate('*', 500), rate('US', 0), rate('US-CA', 725)];

  it('returns the rate of the most specific region', () => {
    expect(selectTaxRate({ country: 'US', region: 'CA' }, rates).basisPoints).toBe(725);
    expect(selectTaxRate({ country: 'US', region: 'OR' }, rates).basisPoints).toBe(0);
    expect(selectTaxRate({ country: 'FR' }, rates).basisPoints).toBe(500);
  });

  it('reports a region without a rate', () => {
    expect(selectTaxRate({ country: 'FR' }, [rate('DE', 1_900)]).problem).toEqual({
      code: 'checkout.tax-rate-missing',
      field: '/shippingAddress',
      message: 'has no tax rate',
    });
  });
});

describe('selectTaxRate in a country whose tax depends on the region', () => {
  const rates = [{ ...rate('US', 0), regions: ['CA', 'OR'] }, rate('DE', 1_900), rate('*', 0)];

  it.each([
    { country: 'US', region: 'CA' },
    { country: 'US', region: ' or ' },
    { country: 'DE' },
    { country: 'DE', region: 'Bayern' },
    { country: 'FR', region: 'IDF' },
  ])('accepts %j', (place) => {
    expect(selectTaxRate(place, rates).problem).toBeUndefined();
  });

  it.each([
    { country: 'US' },
    { country: 'US', region: 'California' },
    { country: 'US', region: 'Calif.' },
    { country: 'US', region: 'ZZ' },
  ])('reports %j', (place) => {
    expect(selectTaxRate(place, rates).problem).toEqual({
      code: 'checkout.region-unknown',
      field: '/shippingAddress/region',
      message: 'must be one of CA, OR',
    });
  });
});
