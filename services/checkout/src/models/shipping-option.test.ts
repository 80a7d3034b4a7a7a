import { describe, expect, it } from '@jest/globals';
import { offersFor, type ShippingOption } from './shipping-option.ts';

const option = (optionId: string, change: Partial<ShippingOption> = {}): ShippingOption => ({
  optionId,
  title: optionId,
  prices: [{ currency: 'EUR', amount: 490, freeFrom: 5_000 }],
  isOffered: true,
  ...change,
});
const parcel = { currency: 'EUR', worth: 1_000, country: 'DE' };

describe('shipping offers', () => {
  it('are free from the worth that the option names', () => {
    expect(offersFor([option('a')], { ...parcel, worth: 4_999 })[0]?.price).toBe(490);
    expect(offersFor([option('a')], { ...parcel, worth: 5_000 })[0]?.price).toBe(0);
  });

  it('leave out other currencies, other countries and what is offered no more', () => {
    const options = [
      option('here', { countries: ['DE', 'AT'] }),
      option('there', { countries: ['FR'] }),
      option('dollars', { prices: [{ currency: 'USD', amount: 1 }] }),
      option('retired', { isOffered: false }),
    ];
    expect(offersFor(options, parcel).map(({ optionId }) => optionId)).toEqual(['here']);
  });

  it('show options of all countries while there is no address', () => {
    const options = [option('there', { countries: ['FR'] })];
    expect(offersFor(options, { ...parcel, country: undefined })).toHaveLength(1);
  });

  it('come cheapest first', () => {
    const dear = option('dear', { prices: [{ currency: 'EUR', amount: 900 }] });
    const offers = offersFor([dear, option('b'), option('a')], parcel);
    expect(offers.map(({ optionId }) => optionId)).toEqual(['a', 'b', 'dear']);
  });
});
