// RFC 3339 with a full offset, and a leap second left out, because `Date` has none. https://www.rfc-editor.org/rfc/rfc3339#section-5.6
const RFC_3339 =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

// Ids encode the milliseconds since 1970, and later years have more than four digits in ISO 8601.
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Returns whether a text is a date and time that exists, with its offset from UTC, from 1970 to 9999. `Date` alone is no
 * check: it reads February 30 as March 2 and an hour 24, and guesses at texts in other formats.
 */
export function isInstant(value: string): boolean {
  const { year, month, day } = RFC_3339.exec(value)?.groups ?? {};
  if (year === undefined) return false;
  const dayExists =
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  const time = Date.parse(value);
  return dayExists && time >= EARLIEST && time <= LATEST;
}

/**
 * Converts an instant to UTC with milliseconds, so that instants compare as texts.
 *
 * @returns such as `2026-11-30T11:00:00.000Z` for `2026-11-30T12:00:00+01:00`; a text that is no instant is not changed
 */
export const toUtc = (value: string): string => (isInstant(value) ? new Date(value).toISOString() : value);
