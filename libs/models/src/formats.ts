import { Type } from 'typebox';

/** A country code in ISO 3166-1 alpha-2. */
export const Country = Type.String({ format: 'country' });

/** The code of a currency in circulation (ISO 4217). */
export const Currency = Type.String({ format: 'currency' });

/**
 * A date and time that exists, with its offset from UTC (RFC 3339), from 1970 to 9999. It is converted to UTC, as
 * `Date.prototype.toISOString` writes it, so that instants compare as texts.
 */
export const Instant = Type.String({ format: 'date-time', 'x-normalize': 'utc' });

/**
 * An email address that SES can send to: ASCII before the @, and a domain that may be international. Its domain is
 * converted to lower case and Unicode; `toAsciiEmailAddress` returns the form for mail protocols.
 */
export const EmailAddress = Type.String({ maxLength: 254, format: 'email', 'x-normalize': 'email' });
