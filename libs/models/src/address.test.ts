import { describe, expect, it } from '@jest/globals';
import { compiledSchema } from '#libs/schema';
import { Type } from 'typebox';
import { Address, postalCodeCountries } from './address.ts';
import { Country } from './formats.ts';

const { validate } = compiledSchema(Type.Object({ address: Address }), {});
const isAccepted = (address: object): boolean => validate({ address });
const place = (more: object = {}) => ({
  name: 'Ada',
  line1: '1 Road',
  city: 'Town',
  postalCode: '10115',
  country: 'DE',
  ...more,
});
const { postalCode: _, ...withoutPostalCode } = place();

describe('Address', () => {
  it('needs a postal code only where the post requires one', () => {
    for (const country of ['HK', 'QA', 'AE', 'IE', 'JM', 'AO', 'BS'])
      expect({ country, isAccepted: isAccepted({ ...withoutPostalCode, country }) }).toEqual({
        country,
        isAccepted: true,
      });
    for (const country of ['DE', 'US', 'GB', 'FR', 'JP', 'CH'])
      expect({ country, isAccepted: isAccepted({ ...withoutPostalCode, country }) }).toEqual({
        country,
        isAccepted: false,
      });
    expect(isAccepted(place({ country: 'HK', postalCode: '999077' }))).toBe(true);
  });

  it('lists countries of ISO 3166-1 as those that need a postal code', () => {
    const country = compiledSchema(Type.Object({ country: Country }), {});
    expect(postalCodeCountries.filter((code) => !country.validate({ country: code }))).toEqual([]);
    expect(new Set(postalCodeCountries).size).toBe(postalCodeCountries.length);
  });

  it.each([
    { name: '   ' },
    { line1: ' ' },
    { city: '\u00A0' },
    { postalCode: ' ' },
    { name: 'Bob\r\nBcc: x@example.com' },
    { name: 'Bob\0' },
    { name: 'Zo\uD83D' },
    { country: 'UK' },
    { country: 'XX' },
    { country: 'EL' },
    { name: 'x'.repeat(101) },
    { postalCode: null },
  ])('rejects %j', (more) => expect(isAccepted(place(more))).toBe(false));

  it('normalizes texts and the region', () => {
    const address = place({ name: ' Ada  ', country: 'US', region: ' California ' });
    expect(isAccepted(address)).toBe(true);
    expect(address).toMatchObject({ name: 'Ada', region: 'CA' });
  });
});
