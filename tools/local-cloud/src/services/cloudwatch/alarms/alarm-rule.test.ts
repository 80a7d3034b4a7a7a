import { describe, expect, it } from '@jest/globals';
import { parseAlarmRule, type AlarmState } from './alarm-rule.ts';

const states: Readonly<Record<string, AlarmState>> = { a: 'ALARM', b: 'OK', 'c-1': 'INSUFFICIENT_DATA' };
const evaluate = (rule: string) => parseAlarmRule(rule).evaluate((name) => states[name] ?? 'OK');

describe('parseAlarmRule', () => {
  it.each([
    ['ALARM("a")', true],
    ['ALARM("b") OR ALARM("a")', true],
    ['ALARM("a") AND ALARM("b")', false],
    ['ALARM("a") AND NOT ALARM("b")', true],
    ['OK(b) AND INSUFFICIENT_DATA(c-1)', true],
    ['ALARM("b") AND ALARM("b") OR ALARM("a")', true],
    ['ALARM("b") AND (ALARM("b") OR ALARM("a"))', false],
    ['TRUE AND FALSE', false],
    ['ALARM("arn:aws:cloudwatch:us-east-1:000000000000:alarm:a")', true],
  ])('%s', (rule, expected) => expect(evaluate(rule)).toBe(expected));

  it('returns the names of the referenced alarms', () =>
    expect(parseAlarmRule('ALARM("a") OR NOT OK("b")').alarms).toEqual(['a', 'b']));

  it.each(['', 'ALARM(a', 'ALARM()', 'ALARM("a") OR', 'a', 'ALARM("a") ALARM("b")', 'ALARM("a") % OK("b")'])(
    'rejects %s',
    (rule) => expect(() => parseAlarmRule(rule)).toThrow('expected'),
  );
});
