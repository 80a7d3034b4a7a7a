import { AppError } from '#libs/errors';

/** From `from` (inclusive) to `to` (exclusive). */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const MILLISECONDS_OF_DAY = 24 * 60 * 60 * 1000;
// Longer periods need several exports.
const MAX_DAYS = 366;

/**
 * @param from  ISO 8601, in any time zone
 * @returns the period in UTC
 * @throws AppError invalid `period.invalid` if it ends before it starts or is longer than a year
 */
export function toPeriod({ from, to }: Period): Period {
  const [start, end] = [new Date(from), new Date(to)];
  const days = (end.getTime() - start.getTime()) / MILLISECONDS_OF_DAY;
  if (days <= 0) throw invalid('to', 'must be later than from');
  if (days > MAX_DAYS) throw invalid('to', `must be at most ${MAX_DAYS} days later than from`);
  return { from: start.toISOString(), to: end.toISOString() };
}

const invalid = (field: string, message: string) =>
  new AppError('invalid', 'period.invalid', {
    detail: `${field} ${message}.`,
    fields: [{ field: `/body/${field}`, message }],
  });

/** The days, `2030-01-01`, that a period overlaps, in order. */
export function listDays({ from, to }: Period): string[] {
  const days: string[] = [];
  const first = Date.parse(`${from.slice(0, 10)}T00:00:00.000Z`);
  for (let day = first; day < Date.parse(to); day += MILLISECONDS_OF_DAY)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}
