import { nextCronTime, parseCron } from './cron-expression.ts';
import { localTime, utcTime } from './time-zone.ts';

/** When something is due. */
export interface Timetable {
  /** The first time after the given one, in epoch milliseconds; undefined where there is none left. */
  nextAfter(timeMs: number): number | undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)` or `at(2030-01-01T12:00:00)`. A rate counts from the epoch
 * rather than from the deployment: a restart does not shift it.
 *
 * @param timeZone of cron and at, such as `Europe/Berlin`
 * @throws SyntaxError saying what is wrong
 */
export function parseSchedule(expression: string, timeZone = 'UTC'): Timetable {
  const [, kind, content = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'rate') return every(rateMs(content));
  if (kind === 'at') {
    const dueMs = utcTime(localMs(content), timeZone);
    return { nextAfter: (timeMs) => (dueMs > timeMs ? dueMs : undefined) };
  }
  if (kind === 'cron') {
    const cron = parseCron(content);
    return {
      nextAfter(timeMs) {
        let local = nextCronTime(cron, localTime(timeMs, timeZone));
        // When clocks go back an hour comes twice; the second time is not another day's.
        while (local !== undefined && utcTime(local, timeZone) <= timeMs) local = nextCronTime(cron, local);
        return local === undefined ? undefined : utcTime(local, timeZone);
      },
    };
  }
  throw new SyntaxError(`'${expression}' is none of rate(…), cron(…), at(…)`);
}

const every = (intervalMs: number): Timetable => ({
  nextAfter: (timeMs) => (Math.floor(timeMs / intervalMs) + 1) * intervalMs,
});

/** One takes the singular, more the plural: AWS refuses `rate(1 minutes)`. */
function rateMs(content: string): number {
  const [, countText = '', unit = '', plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(content.trim()) ?? [];
  const count = Number(countText);
  if (count < 1 || (count === 1) === (plural === 's')) {
    throw new SyntaxError(`'rate(${content})' is no rate such as rate(1 minute) or rate(5 hours)`);
  }
  return count * (UNIT_MS[unit] as number);
}

function localMs(content: string): number {
  const timeMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(content) ? Date.parse(`${content}Z`) : Number.NaN;
  if (Number.isNaN(timeMs))
    throw new SyntaxError(`'at(${content})' is no time such as at(2030-01-01T12:00:00)`);
  return timeMs;
}
