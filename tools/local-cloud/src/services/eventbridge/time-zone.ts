// A local time is represented as the epoch milliseconds of the same clock time in UTC.

/** Converts a UTC time to local time. @throws RangeError for an unknown time zone */
export function toLocalTime(utcMs: number, timeZone: string): number {
  if (timeZone === 'UTC') return utcMs;
  const parts = Object.fromEntries(
    getFormatter(timeZone)
      .formatToParts(utcMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((utcMs % 1000) + 1000) % 1000);
}

/** Converts a local time to UTC. A time that daylight saving time skips becomes one hour later, as in EventBridge. */
export function toUtcTime(localMs: number, timeZone: string): number {
  const guess = localMs - (toLocalTime(localMs, timeZone) - localMs);
  const corrected = localMs - (toLocalTime(guess, timeZone) - guess);
  return toLocalTime(corrected, timeZone) === localMs ? corrected : Math.max(guess, corrected);
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function getFormatter(timeZone: string): Intl.DateTimeFormat {
  const cached = formatters.get(timeZone);
  if (cached !== undefined) return cached;
  const created = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, created);
  return created;
}
