import { describe, expect, it } from '@jest/globals';
import { toOfferedShipping, type ShippingOption } from './shipping-option.ts';

const option = (optionId: string, change: Partial<ShippingOption> = {}): ShippingOption => ({
  optionId,
  title: optionId,
  prices: [{ currency: 'EUR', amount: 490, freeFrom: 5_000 }],
  isOffered: true,
  ...change,
});
const parcel = { currency: 'EUR', goodsValue: 1_000, country: 'DE' };

describe('toOfferedShipping', () => {
  it('is free from the goods value that the option sets', () => {
    expect(toOfferedShipping([option('a')], { ...parcel, goodsValue: 4_999 })[0]?.price).toBe(490);
    expect(toOfferedShipping([option('a')], { ...parcel, goodsValue: 5_000 })[0]?.price).toBe(0);
  });

  it('omits options of other currencies and countries, and options that are no longer offered', () => {
    const options = [
      option('domestic', { countries: ['DE', 'AT'] }),
      option('foreign', { countries: ['FR'] }),
      option('dollars', { prices: [{ currency: 'USD', amount: 1 }] }),
      option('retired', { isOffered: false }),
    ];
    expect(toOfferedShipping(options, parcel).map(({ optionId }) => optionId)).toEqual(['domestic']);
  });

  it('includes options of all countries while there is no address', () => {
    const options = [option('foreign', { countries: ['FR'] })];
    expect(toOfferedShipping(options, { ...parcel, country: undefined })).toHaveLength(1);
  });

  it('sorts by price', () => {
    const expensive = option('expensive', { prices: [{ currency: 'EUR', amount: 900 }] });
    const offered = toOfferedShipping([expensive, option('b'), option('a')], parcel);
    expect(offered.map(({ optionId }) => optionId)).toEqual(['a', 'b', 'expensive']);
  });
});
