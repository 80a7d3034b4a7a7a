import { AppError } from '#libs/errors';

/** From an instant up to, and without, another. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const MILLISECONDS_OF_DAY = 24 * 60 * 60 * 1000;
// More is asked for in parts: a download of a year is large enough.
const LONGEST_DAYS = 366;

/**
 * @param from  ISO 8601, in any zone
 * @returns the period in UTC
 * @throws AppError invalid `period.invalid` where it ends before it begins or is longer than a year
 */
export function periodOf({ from, to }: Period): Period {
  const [start, end] = [new Date(from), new Date(to)];
  const days = (end.getTime() - start.getTime()) / MILLISECONDS_OF_DAY;
  if (days <= 0) throw invalid('to', 'must be later than from');
  if (days > LONGEST_DAYS) throw invalid('to', `must be at most ${LONGEST_DAYS} days later than from`);
  return { from: start.toISOString(), to: end.toISOString() };
}

const invalid = (field: string, message: string) =>
  new AppError('invalid', 'period.invalid', {
    detail: `${field} ${message}.`,
    fields: [{ field: `/body/${field}`, message }],
  });

/** The days, `2030-01-01`, that a period touches, from the one that holds `from`. */
export function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  const first = Date.parse(`${from.slice(0, 10)}T00:00:00.000Z`);
  for (let day = first; day < Date.parse(to); day += MILLISECONDS_OF_DAY)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}
