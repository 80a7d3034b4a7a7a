// A local time is held as if it were UTC: the milliseconds of the epoch that read the same on the clock.

/** What the clock shows at a time. @throws RangeError for an unknown time zone */
export function localTime(utcMs: number, timeZone: string): number {
  if (timeZone === 'UTC') return utcMs;
  const parts = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(utcMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((utcMs % 1000) + 1000) % 1000);
}

/** When the clock shows that. A time that summer time leaves out is taken an hour later, as EventBridge does. */
export function utcTime(localMs: number, timeZone: string): number {
  const guess = localMs - (localTime(localMs, timeZone) - localMs);
  const corrected = localMs - (localTime(guess, timeZone) - guess);
  return localTime(corrected, timeZone) === localMs ? corrected : Math.max(guess, corrected);
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, made);
  return made;
}
