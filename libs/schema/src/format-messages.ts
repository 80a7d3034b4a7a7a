/** What a value must be, in words, by the format that it violates. It completes "FIELD …". */
export const formatMessages: Readonly<Record<string, string>> = {
  line: 'must be one line of text: visible characters, without control characters and line breaks',
  text: 'must be text: visible characters, without control characters other than line breaks',
  'date-time':
    'must be an existing date and time with its offset (RFC 3339), such as 2026-11-30T12:00:00Z or 2026-11-30T13:00:00+01:00',
  email:
    'must be an email address with only ASCII characters before the @, such as info@example.com; the domain may be international',
  country: 'must be a country code of ISO 3166-1, such as GB',
  currency: 'must be the code of a currency in circulation (ISO 4217), such as EUR',
  uuid: 'must be a UUID',
  uri: 'must be a URI',
};
