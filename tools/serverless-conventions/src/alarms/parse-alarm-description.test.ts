import { describe, expect, it } from '@jest/globals';
import { alarmDescription } from './alarm.ts';
import { parseAlarmDescription } from './parse-alarm-description.ts';

describe('parseAlarmDescription', () => {
  it('returns what the description was formatted from', () => {
    const alarm = { description: 'Stock is out.', severity: 'critical', runbook: 'out.md' } as const;
    const context = {
      service: 'orders',
      stage: 'prod',
      owner: '@tradewind/orders',
      runbooksUrl: 'https://x.example/r',
    };
    expect(parseAlarmDescription(alarmDescription(alarm, context))).toEqual({
      summary: alarm.description,
      severity: alarm.severity,
      runbook: alarm.runbook,
      owner: '@tradewind/orders',
    });
  });

  it('omits what the description lacks', () => {
    expect(parseAlarmDescription('Stock is out.\nSeverity: enormous')).toEqual({ summary: 'Stock is out.' });
    expect(parseAlarmDescription('')).toEqual({});
  });
});
