import { parseCronField } from './cron-field.ts';

/** Whether a day, given as midnight UTC, matches. */
export type DayMatcher = (day: Date) => boolean;

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAY_OF_MONTH = { name: 'day of month', from: 1, to: 31 };
const DAY_OF_WEEK = { name: 'day of week', from: 1, to: 7, names: WEEKDAYS };

/** Parses days of the month: `1`, `1-7`, `L` the last, `LW` the last weekday, `15W` the weekday nearest to the 15th. */
export function parseDayOfMonth(text: string): DayMatcher {
  if (text === 'L') return (day) => day.getUTCDate() === toLastDayOfMonth(day);
  if (text === 'LW') return (day) => day.getUTCDate() === toNearestWeekday(day, toLastDayOfMonth(day));
  const [, targetText] = /^(\d+)W$/.exec(text) ?? [];
  if (targetText !== undefined) {
    const [date = 1] = parseCronField(targetText, DAY_OF_MONTH);
    return (day) => day.getUTCDate() === toNearestWeekday(day, date);
  }
  const dates = parseCronField(text, DAY_OF_MONTH);
  return (day) => dates.includes(day.getUTCDate());
}

/** Parses days of the week; Sunday is 1: `MON-FRI`, `6L` the last Friday, `2#1` the first Monday; `L` is Saturday. */
export function parseDayOfWeek(text: string): DayMatcher {
  const [, lastWeekdayText] = /^(\w+)L$/.exec(text) ?? [];
  if (lastWeekdayText !== undefined) {
    const [weekday] = parseCronField(lastWeekdayText, DAY_OF_WEEK);
    return (day) => toWeekday(day) === weekday && day.getUTCDate() + 7 > toLastDayOfMonth(day);
  }
  const [, weekdayText, occurrence] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (weekdayText !== undefined) {
    const [weekday] = parseCronField(weekdayText, DAY_OF_WEEK);
    return (day) => toWeekday(day) === weekday && Math.ceil(day.getUTCDate() / 7) === Number(occurrence);
  }
  const weekdays = parseCronField(text === 'L' ? '7' : text, DAY_OF_WEEK);
  return (day) => weekdays.includes(toWeekday(day));
}

const toWeekday = (day: Date): number => day.getUTCDay() + 1;
const toLastDayOfMonth = (day: Date): number =>
  new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();

/** Stays in the month: for a 1st on a Saturday, it returns Monday the 3rd. */
function toNearestWeekday(day: Date, date: number): number {
  const last = toLastDayOfMonth(day);
  const target = Math.min(date, last);
  const weekday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), target)).getUTCDay();
  if (weekday === 6) return target > 1 ? target - 1 : target + 2;
  if (weekday === 0) return target < last ? target + 1 : target - 2;
  return target;
}
