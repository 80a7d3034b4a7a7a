import { describe, expect, it } from '@jest/globals';
import { rateFor, requireRegion, taxRegionsOf } from './tax-rate.ts';

const rate = (region: string, basisPoints: number) => ({ region, basisPoints, title: region });

describe('tax regions', () => {
  it.each([
    [{ country: 'US', region: 'CA' }, ['US-CA', 'US', '*']],
    [{ country: 'US', region: ' ca ' }, ['US-CA', 'US', '*']],
    [{ country: 'US', region: 'California' }, ['US', '*']],
    [{ country: 'DE' }, ['DE', '*']],
  ])('of %j are %j', (address, regions) => {
    expect(taxRegionsOf(address)).toEqual(regions);
  });
});

describe('a tax rate', () => {
  const rates = [rate('*', 500), rate('US', 0), rate('US-CA', 725)];

  it('is that of the most special region', () => {
    expect(rateFor(['US-CA', 'US', '*'], rates).basisPoints).toBe(725);
    expect(rateFor(['US-OR', 'US', '*'], rates).basisPoints).toBe(0);
    expect(rateFor(['FR', '*'], rates).basisPoints).toBe(500);
  });

  it('must be known', () => {
    expect(() => rateFor(['FR', '*'], [rate('DE', 1_900)])).toThrow('checkout.tax-rate-missing');
  });
});

describe('the region of an address', () => {
  const rates = [{ ...rate('US', 0), regions: ['CA', 'OR'] }, rate('DE', 1_900)];

  it.each([
    { country: 'US', region: 'CA' },
    { country: 'US', region: ' or ' },
    { country: 'DE' },
    { country: 'DE', region: 'Bayern' },
    { country: 'FR', region: 'IDF' },
  ])('is enough in %j', (place) => {
    expect(() => requireRegion(place, rates)).not.toThrow();
  });

  it.each([
    { country: 'US' },
    { country: 'US', region: 'California' },
    { country: 'US', region: 'Calif.' },
    { country: 'US', region: 'ZZ' },
  ])('is asked for in %j', (place) => {
    expect(() => requireRegion(place, rates)).toThrow(
      expect.objectContaining({
        kind: 'unprocessable',
        code: 'checkout.region-unknown',
        fields: [{ field: '/body/shippingAddress/region', message: 'must be one of CA, OR' }],
      }),
    );
  });
});
