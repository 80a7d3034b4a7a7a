import { AppError } from '#libs/errors';

/** An end of a period, and where the request has it: `/body/validFrom`. */
interface PeriodBound {
  readonly field: string;
  readonly at: string | undefined;
}

/**
 * Checks that a period ends after it begins. A bound that is absent is open.
 *
 * @throws AppError invalid `period.empty`, the same for every route
 */
export function requirePeriod(from: PeriodBound, until: PeriodBound): void {
  if (from.at === undefined || until.at === undefined) return;
  if (Date.parse(from.at) < Date.parse(until.at)) return;
  const [first, last] = [from, until].map(({ field }) => field.slice(field.lastIndexOf('/') + 1));
  throw new AppError('invalid', 'period.empty', {
    detail: `The period is empty. Set \`${last}\` to a time after \`${first}\`.`,
    fields: [{ field: until.field, message: `must be later than ${first}` }],
  });
}
