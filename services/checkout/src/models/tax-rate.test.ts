import { describe, expect, it } from '@jest/globals';
import { selectTaxRate, requireRegion, toTaxRegions } from './tax-rate.ts';

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
    expect(selectTaxRate(['US-CA', 'US', '*'], rates).basisPoints).toBe(725);
    expect(selectTaxRate(['US-OR', 'US', '*'], rates).basisPoints).toBe(0);
    expect(selectTaxRate(['FR', '*'], rates).basisPoints).toBe(500);
  });

  it('rejects regions without a rate', () => {
    expect(() => selectTaxRate(['FR', '*'], [rate('DE', 1_900)])).toThrow('checkout.tax-rate-missing');
  });
});

describe('requireRegion', () => {
  const rates = [{ ...rate('US', 0), regions: ['CA', 'OR'] }, rate('DE', 1_900)];

  it.each([
    { country: 'US', region: 'CA' },
    { country: 'US', region: ' or ' },
    { country: 'DE' },
    { country: 'DE', region: 'Bayern' },
    { country: 'FR', region: 'IDF' },
  ])('accepts %j', (place) => {
    expect(() => requireRegion(place, rates)).not.toThrow();
  });

  it.each([
    { country: 'US' },
    { country: 'US', region: 'California' },
    { country: 'US', region: 'Calif.' },
    { country: 'US', region: 'ZZ' },
  ])('rejects %j', (place) => {
    expect(() => requireRegion(place, rates)).toThrow(
      expect.objectContaining({
        kind: 'unprocessable',
        code: 'checkout.region-unknown',
        fields: [{ field: '/body/shippingAddress/region', message: 'must be one of CA, OR' }],
      }),
    );
  });
});
