import { findNextCronTime, parseCron } from './cron-expression.ts';
import { toLocalTime, toUtcTime } from './time-zone.ts';

/** A parsed schedule expression. */
export interface Schedule {
  /** The first due time after the given time, in epoch milliseconds; undefined when there is none. */
  nextAfter(timeMs: number): number | undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Parses `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)` or `at(2030-01-01T12:00:00)`. A rate starts at the
 * epoch rather than at the deployment, so that a restart does not shift it.
 *
 * @param timeZone for cron and at, such as `Europe/Berlin`
 * @throws SyntaxError for an invalid expression
 */
export function parseSchedule(expression: string, timeZone = 'UTC'): Schedule {
  const [, kind, content = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'rate') return toRateSchedule(parseRateMs(content));
  if (kind === 'at') {
    const dueMs = toUtcTime(parseLocalMs(content), timeZone);
    return { nextAfter: (timeMs) => (dueMs > timeMs ? dueMs : undefined) };
  }
  if (kind === 'cron') {
    const cron = parseCron(content);
    return {
      nextAfter(timeMs) {
        let local = findNextCronTime(cron, toLocalTime(timeMs, timeZone));
        // When clocks are set back, an hour repeats; its second occurrence is skipped.
        while (local !== undefined && toUtcTime(local, timeZone) <= timeMs)
          local = findNextCronTime(cron, local);
        return local === undefined ? undefined : toUtcTime(local, timeZone);
      },
    };
  }
  throw new SyntaxError(`'${expression}' is not a schedule expression. Use rate(…), cron(…) or at(…).`);
}

const toRateSchedule = (intervalMs: number): Schedule => ({
  nextAfter: (timeMs) => (Math.floor(timeMs / intervalMs) + 1) * intervalMs,
});

/** The unit is singular for 1 and plural otherwise: AWS rejects `rate(1 minutes)`. */
function parseRateMs(content: string): number {
  const [, countText = '', unit = '', plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(content.trim()) ?? [];
  const count = Number(countText);
  if (count < 1 || (count === 1) === (plural === 's')) {
    throw new SyntaxError(
      `'rate(${content})' is not a valid rate. Use a rate such as rate(1 minute) or rate(5 hours).`,
    );
  }
  return count * (UNIT_MS[unit] as number);
}

function parseLocalMs(content: string): number {
  const timeMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(content) ? Date.parse(`${content}Z`) : Number.NaN;
  if (Number.isNaN(timeMs))
    throw new SyntaxError(
      `'at(${content})' is not a valid time. Use a time such as at(2030-01-01T12:00:00).`,
    );
  return timeMs;
}
