import { fieldValues } from './cron-field.ts';

/** Whether a day, given as its midnight in UTC, matches. */
export type DayRule = (day: Date) => boolean;

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAY_OF_MONTH = { name: 'day of month', from: 1, to: 31 };
const DAY_OF_WEEK = { name: 'day of week', from: 1, to: 7, names: WEEKDAYS };

/** Days of a month: `1`, `1-7`, `L` the last, `LW` the last weekday, `15W` the weekday nearest to the 15th. */
export function dayOfMonthRule(text: string): DayRule {
  if (text === 'L') return (day) => day.getUTCDate() === lastOfMonth(day);
  if (text === 'LW') return (day) => day.getUTCDate() === nearestWeekday(day, lastOfMonth(day));
  const [, wanted] = /^(\d+)W$/.exec(text) ?? [];
  if (wanted !== undefined) {
    const [date = 1] = fieldValues(wanted, DAY_OF_MONTH);
    return (day) => day.getUTCDate() === nearestWeekday(day, date);
  }
  const dates = fieldValues(text, DAY_OF_MONTH);
  return (day) => dates.includes(day.getUTCDate());
}

/** Days of a week, Sunday being 1: `MON-FRI`, `6L` the last Friday, `2#1` the first Monday; `L` is Saturday. */
export function dayOfWeekRule(text: string): DayRule {
  const [, lastOf] = /^(\w+)L$/.exec(text) ?? [];
  if (lastOf !== undefined) {
    const [weekday] = fieldValues(lastOf, DAY_OF_WEEK);
    return (day) => weekdayOf(day) === weekday && day.getUTCDate() + 7 > lastOfMonth(day);
  }
  const [, weekdayText, occurrence] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (weekdayText !== undefined) {
    const [weekday] = fieldValues(weekdayText, DAY_OF_WEEK);
    return (day) => weekdayOf(day) === weekday && Math.ceil(day.getUTCDate() / 7) === Number(occurrence);
  }
  const weekdays = fieldValues(text === 'L' ? '7' : text, DAY_OF_WEEK);
  return (day) => weekdays.includes(weekdayOf(day));
}

const weekdayOf = (day: Date): number => day.getUTCDay() + 1;
const lastOfMonth = (day: Date): number =>
  new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();

/** Never leaves the month: the 1st on a Saturday becomes Monday the 3rd. */
function nearestWeekday(day: Date, date: number): number {
  const last = lastOfMonth(day);
  const wanted = Math.min(date, last);
  const weekday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), wanted)).getUTCDay();
  if (weekday === 6) return wanted > 1 ? wanted - 1 : wanted + 2;
  if (weekday === 0) return wanted < last ? wanted + 1 : wanted - 2;
  return wanted;
}
