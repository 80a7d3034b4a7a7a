import { describe, expect, it } from '@jest/globals';
import { compositeRule, type AlarmState } from './composite-rule.ts';

const states: Readonly<Record<string, AlarmState>> = { a: 'ALARM', b: 'OK', 'c-1': 'INSUFFICIENT_DATA' };
const holds = (rule: string) => compositeRule(rule).holds((name) => states[name] ?? 'OK');

describe('the rule of a composite alarm', () => {
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
  ])('%s', (rule, expected) => expect(holds(rule)).toBe(expected));

  it('names the alarms it looks at', () =>
    expect(compositeRule('ALARM("a") OR NOT OK("b")').alarms).toEqual(['a', 'b']));

  it.each(['', 'ALARM(a', 'ALARM()', 'ALARM("a") OR', 'a', 'ALARM("a") ALARM("b")', 'ALARM("a") % OK("b")'])(
    'refuses %s',
    (rule) => expect(() => compositeRule(rule)).toThrow('expected'),
  );
});
