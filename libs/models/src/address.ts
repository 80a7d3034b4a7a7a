import { Type, type Static } from 'typebox';
import { Country } from './formats.ts';
import { lineSchema } from './text.ts';

/**
 * The countries whose post requires a postal code, from the field `require` of Google's address data, which Android and
 * Chrome use: https://chromium-i18n.appspot.com/ssl-address. Some sixty countries have no postal codes, and in the rest
 * many addresses are written without one.
 */
export const postalCodeCountries: readonly string[] = (
  'AS AT AU AX BE BL BR CA CH CN CZ DE DK EE ES FI FK FM FR GB GF GG GL GP GR GS GU HU IM IN IO IT JE JP KR LI LT LU LV ' +
  'MF MH MP MQ MX MY NC NL NO NZ PF PL PM PN PR PT PW RE RO RU SE SG SH SJ SK SM TC TR TW UA US VI WF YT ZA'
).split(' ');

/**
 * A postal address. `region` is the state or province, when tax depends on it: `CA` in `US`. It is normalized to its code.
 * `postalCode` is required in the countries that have one everywhere.
 */
export const Address = Type.Object(
  {
    name: lineSchema(100),
    line1: lineSchema(100),
    line2: Type.Optional(lineSchema(100)),
    city: lineSchema(100),
    region: Type.Optional(lineSchema(50)),
    postalCode: Type.Optional(lineSchema(20)),
    country: Country,
  },
  {
    title: 'Address',
    additionalProperties: false,
    'x-normalize-object': 'address',
    if: {
      type: 'object',
      properties: { country: { type: 'string', pattern: `^(${postalCodeCountries.join('|')})$` } },
      required: ['country'],
    },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { type: 'object', properties: { postalCode: { type: 'string' } }, required: ['postalCode'] },
  },
);
export type Address = Static<typeof Address>;
