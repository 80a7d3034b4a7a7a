import { AppError } from '#libs/errors';
import { requirePeriod } from '#libs/models';

/** From `from` (inclusive) to `to` (exclusive). */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const MILLISECONDS_OF_DAY = 24 * 60 * 60 * 1000;
// Longer periods need several exports.
const MAX_DAYS = 366;

/**
 * @param from  RFC 3339, with any offset
 * @returns the period in UTC
 * @throws AppError invalid `period.empty` or `period.too-long`
 */
export function toPeriod({ from, to }: Period): Period {
  requirePeriod({ field: '/body/from', at: from }, { field: '/body/to', at: to });
  const [start, end] = [new Date(from), new Date(to)];
  if (end.getTime() - start.getTime() > MAX_DAYS * MILLISECONDS_OF_DAY)
    throw new AppError('invalid', 'period.too-long', {
      detail: `The period is longer than ${MAX_DAYS} days. Split it.`,
      fields: [{ field: '/body/to', message: `must be at most ${MAX_DAYS} days later than from` }],
    });
  return { from: start.toISOString(), to: end.toISOString() };
}

/** The days, `2030-01-01`, that a period overlaps, in order. */
export function listDays({ from, to }: Period): string[] {
  const days: string[] = [];
  const first = Date.parse(`${from.slice(0, 10)}T00:00:00.000Z`);
  for (let day = first; day < Date.parse(to); day += MILLISECONDS_OF_DAY)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}
