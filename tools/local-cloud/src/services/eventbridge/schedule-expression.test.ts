import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findNextCronTime, parseCron } from './cron-expression.ts';
import { parseSchedule } from './schedule-expression.ts';

const time = (text: string): number => Date.parse(text);
const next = (expression: string, after: string, timeZone?: string): string | undefined => {
  const dueMs = parseSchedule(expression, timeZone).nextAfter(time(after));
  return dueMs === undefined ? undefined : new Date(dueMs).toISOString();
};

describe('parseSchedule with cron', () => {
  it.each([
    ['cron(0 8 ? * MON-FRI *)', '2030-01-04T08:00:00Z', '2030-01-07T08:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2030-01-01T10:31:10Z', '2030-01-01T10:45:00.000Z'],
    ['cron(0 0 L * ? *)', '2028-02-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['cron(0 0 LW * ? *)', '2030-06-01T00:00:00Z', '2030-06-28T00:00:00.000Z'],
    ['cron(0 0 15W * ? *)', '2030-06-01T00:00:00Z', '2030-06-14T00:00:00.000Z'],
    ['cron(0 0 1W * ? *)', '2030-05-30T00:00:00Z', '2030-06-03T00:00:00.000Z'],
    ['cron(0 9 ? * 2#1 *)', '2030-01-01T00:00:00Z', '2030-01-07T09:00:00.000Z'],
    ['cron(0 9 ? * 6L *)', '2030-01-01T00:00:00Z', '2030-01-25T09:00:00.000Z'],
    ['cron(30 6 1 JAN,JUL ? *)', '2030-01-01T06:30:00Z', '2030-07-01T06:30:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2030-01-01T00:00:00Z', '2032-02-29T00:00:00.000Z'],
  ])('%s after %s is due at %s', (expression, after, due) => {
    expect(next(expression, after)).toBe(due);
  });

  it('returns undefined after the last year', () => {
    expect(next('cron(0 0 1 1 ? 2030)', '2030-01-01T00:00:00Z')).toBeUndefined();
  });

  const listOf = (from: number, to: number) =>
    fc
      .uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: 4 })
      .map((values) => values.join(','));
  const anyOr = (field: fc.Arbitrary<string>) => fc.oneof(fc.constant('*'), field);
  const days = fc.oneof(
    anyOr(listOf(1, 31)).map((dayOfMonth) => ({ dayOfMonth, dayOfWeek: '?' })),
    anyOr(listOf(1, 7)).map((dayOfWeek) => ({ dayOfMonth: '?', dayOfWeek })),
  );
  const allows = (field: string, value: number) =>
    ['*', '?'].includes(field) || field.split(',').includes(String(value));

  it('returns the first later minute that matches every field', () => {
    const property = fc.property(
      anyOr(listOf(0, 59)),
      anyOr(listOf(0, 23)),
      days,
      anyOr(listOf(1, 12)),
      fc.integer({ min: time('2020-01-01T00:00:00Z'), max: time('2060-01-01T00:00:00Z') }),
      (minutes, hours, { dayOfMonth, dayOfWeek }, months, nowMs) => {
        const matches = (timeMs: number): boolean => {
          const date = new Date(timeMs);
          return (
            allows(minutes, date.getUTCMinutes()) &&
            allows(hours, date.getUTCHours()) &&
            allows(dayOfMonth, date.getUTCDate()) &&
            allows(months, date.getUTCMonth() + 1) &&
            allows(dayOfWeek, date.getUTCDay() + 1)
          );
        };
        const cron = parseCron(`${minutes} ${hours} ${dayOfMonth} ${months} ${dayOfWeek} *`);
        const dueMs = findNextCronTime(cron, nowMs);
        // February 30 does not exist.
        if (dueMs === undefined) return dayOfMonth !== '*';
        const firstMinute = (Math.floor(nowMs / 60_000) + 1) * 60_000;
        const minutesBetween = Math.min(2000, (dueMs - firstMinute) / 60_000);
        const isFirst = !Array.from(
          { length: minutesBetween },
          (_, index) => firstMinute + index * 60_000,
        ).some(matches);
        return dueMs > nowMs && dueMs % 60_000 === 0 && matches(dueMs) && isFirst;
      },
    );
    expect(() => fc.assert(property, { numRuns: 200 })).not.toThrow();
  });

  it.each([
    ['cron(0 8 * * MON-FRI *)', 'exactly one of day of month and day of week'],
    ['cron(0 8 ? * MON-FRI)', 'six fields'],
    ['cron(60 8 ? * * *)', "'60' is not a valid minutes field"],
    ['cron(0 8 ? FOO * *)', "'FOO' is not a valid month field"],
  ])('rejects %s', (expression, message) => {
    expect(() => parseSchedule(expression)).toThrow(message);
  });
});

describe('parseSchedule with rate', () => {
  it('does not depend on the start time', () => {
    expect(next('rate(5 minutes)', '2030-01-01T00:01:00Z')).toBe('2030-01-01T00:05:00.000Z');
    expect(next('rate(5 minutes)', '2030-01-01T00:05:00Z')).toBe('2030-01-01T00:10:00.000Z');
  });

  it.each(['rate(1 minutes)', 'rate(5 minute)', 'rate(0 minutes)', 'rate(5 seconds)', 'every day'])(
    'rejects %s',
    (expression) => {
      expect(() => parseSchedule(expression)).toThrow(SyntaxError);
    },
  );
});

describe('parseSchedule with a time zone', () => {
  it('applies daylight saving time to a daily time', () => {
    expect(next('cron(0 8 * * ? *)', '2030-01-01T12:00:00Z', 'Europe/Berlin')).toBe(
      '2030-01-02T07:00:00.000Z',
    );
    expect(next('cron(0 8 * * ? *)', '2030-07-01T12:00:00Z', 'Europe/Berlin')).toBe(
      '2030-07-02T06:00:00.000Z',
    );
  });

  it('moves a time that daylight saving time skips one hour later', () => {
    expect(next('cron(30 2 * * ? *)', '2030-03-30T12:00:00Z', 'Europe/Berlin')).toBe(
      '2030-03-31T01:30:00.000Z',
    );
  });

  it('is due once when an hour repeats', () => {
    const first = next('cron(30 2 * * ? *)', '2030-10-26T12:00:00Z', 'Europe/Berlin') as string;
    expect(first.slice(0, 10)).toBe('2030-10-27');
    expect(next('cron(30 2 * * ? *)', first, 'Europe/Berlin')?.slice(0, 10)).toBe('2030-10-28');
  });

  it('applies to at expressions', () => {
    expect(next('at(2030-07-01T08:00:00)', '2030-01-01T00:00:00Z', 'Europe/Berlin')).toBe(
      '2030-07-01T06:00:00.000Z',
    );
    expect(next('at(2030-07-01T08:00:00)', '2030-07-01T08:00:00Z')).toBeUndefined();
  });
});
