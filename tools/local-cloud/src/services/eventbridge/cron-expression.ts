import { dayOfMonthRule, dayOfWeekRule } from './cron-days.ts';
import type { DayRule } from './cron-days.ts';
import { fieldValues } from './cron-field.ts';

/** The six fields of an AWS cron expression: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
export interface CronExpression {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** 1 to 12 */
  readonly months: readonly number[];
  readonly years: readonly number[];
  readonly matchesDay: DayRule;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** @param fields the text between the parentheses @throws SyntaxError naming the field that cannot be read */
export function parseCron(fields: string): CronExpression {
  const [minutes = '', hours = '', dayOfMonth = '', months = '', dayOfWeek = '', years = '', ...more] = fields
    .trim()
    .split(/\s+/);
  if (years === '' || more.length > 0) {
    throw new SyntaxError(
      `cron(${fields}) has to have six fields: minutes, hours, day of month, month, day of week, year`,
    );
  }
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new SyntaxError(`cron(${fields}): exactly one of day of month and day of week has to be ?`);
  }
  return {
    minutes: fieldValues(minutes, { name: 'minutes', from: 0, to: 59 }),
    hours: fieldValues(hours, { name: 'hours', from: 0, to: 23 }),
    months: fieldValues(months, { name: 'month', from: 1, to: 12, names: MONTHS }),
    years: fieldValues(years, { name: 'year', from: 1970, to: 2199 }),
    matchesDay: dayOfMonth === '?' ? dayOfWeekRule(dayOfWeek) : dayOfMonthRule(dayOfMonth),
  };
}

const DAY_MS = 86_400_000;

/**
 * The first time after the given one that the expression matches, in the same time zone as that.
 *
 * @returns undefined where no year that is left matches
 */
export function nextCronTime(cron: CronExpression, afterMs: number): number | undefined {
  const lastYear = cron.years.at(-1) ?? 0;
  // Cron knows no seconds: the next candidate is the next whole minute.
  const earliestMs = (Math.floor(afterMs / 60_000) + 1) * 60_000;
  let day = startOfDay(earliestMs);
  while (day.getUTCFullYear() <= lastYear) {
    if (!cron.years.includes(day.getUTCFullYear()) || !cron.months.includes(day.getUTCMonth() + 1)) {
      day = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1));
      continue;
    }
    const found = cron.matchesDay(day) ? firstTimeOf(cron, day, earliestMs) : undefined;
    if (found !== undefined) return found;
    day = new Date(day.getTime() + DAY_MS);
  }
  return undefined;
}

const startOfDay = (timeMs: number): Date => new Date(Math.floor(timeMs / DAY_MS) * DAY_MS);

function firstTimeOf({ hours, minutes }: CronExpression, day: Date, earliestMs: number): number | undefined {
  for (const hour of hours) {
    for (const minute of minutes) {
      const timeMs = day.getTime() + (hour * 60 + minute) * 60_000;
      if (timeMs >= earliestMs) return timeMs;
    }
  }
  return undefined;
}
