import { parseDayOfMonth, parseDayOfWeek } from './cron-days.ts';
import type { DayMatcher } from './cron-days.ts';
import { parseCronField } from './cron-field.ts';

/** The six fields of an AWS cron expression: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
export interface CronExpression {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** 1 to 12 */
  readonly months: readonly number[];
  readonly years: readonly number[];
  readonly matchesDay: DayMatcher;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** @param fields the text between the parentheses @throws SyntaxError with the invalid field */
export function parseCron(fields: string): CronExpression {
  const [minutes = '', hours = '', dayOfMonth = '', months = '', dayOfWeek = '', years = '', ...more] = fields
    .trim()
    .split(/\s+/);
  if (years === '' || more.length > 0) {
    throw new SyntaxError(
      `cron(${fields}) must have six fields: minutes, hours, day of month, month, day of week, year`,
    );
  }
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new SyntaxError(`cron(${fields}): exactly one of day of month and day of week must be ?`);
  }
  return {
    minutes: parseCronField(minutes, { name: 'minutes', from: 0, to: 59 }),
    hours: parseCronField(hours, { name: 'hours', from: 0, to: 23 }),
    months: parseCronField(months, { name: 'month', from: 1, to: 12, names: MONTHS }),
    years: parseCronField(years, { name: 'year', from: 1970, to: 2199 }),
    matchesDay: dayOfMonth === '?' ? parseDayOfWeek(dayOfWeek) : parseDayOfMonth(dayOfMonth),
  };
}

const DAY_MS = 86_400_000;

/**
 * The first matching time after the given time, in the same time zone.
 *
 * @returns undefined when no remaining year matches
 */
export function findNextCronTime(cron: CronExpression, afterMs: number): number | undefined {
  const lastYear = cron.years.at(-1) ?? 0;
  // Cron expressions have no seconds, so the first candidate is the next full minute.
  const earliestMs = (Math.floor(afterMs / 60_000) + 1) * 60_000;
  let day = toStartOfDay(earliestMs);
  while (day.getUTCFullYear() <= lastYear) {
    if (!cron.years.includes(day.getUTCFullYear()) || !cron.months.includes(day.getUTCMonth() + 1)) {
      day = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1));
      continue;
    }
    const found = cron.matchesDay(day) ? findFirstTime(cron, day, earliestMs) : undefined;
    if (found !== undefined) return found;
    day = new Date(day.getTime() + DAY_MS);
  }
  return undefined;
}

const toStartOfDay = (timeMs: number): Date => new Date(Math.floor(timeMs / DAY_MS) * DAY_MS);

function findFirstTime(
  { hours, minutes }: CronExpression,
  day: Date,
  earliestMs: number,
): number | undefined {
  for (const hour of hours) {
    for (const minute of minutes) {
      const timeMs = day.getTime() + (hour * 60 + minute) * 60_000;
      if (timeMs >= earliestMs) return timeMs;
    }
  }
  return undefined;
}
