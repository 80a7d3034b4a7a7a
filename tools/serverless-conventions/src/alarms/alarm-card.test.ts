import { describe, expect, it } from '@jest/globals';
import { alarmDescription } from './alarm.ts';
import { alarmCard } from './alarm-card.ts';

describe('the card of an alarm', () => {
  it('is what its description was written from', () => {
    const alarm = { description: 'It is out.', severity: 'critical', runbook: 'out.md' } as const;
    const place = {
      service: 'orders',
      stage: 'prod',
      owner: '@tradewind/orders',
      runbooksUrl: 'https://x.example/r',
    };
    expect(alarmCard(alarmDescription(alarm, place))).toEqual({
      summary: alarm.description,
      severity: alarm.severity,
      runbook: alarm.runbook,
      owner: '@tradewind/orders',
    });
  });

  it('lacks what a description lacks', () => {
    expect(alarmCard('It is out.\nSeverity: enormous')).toEqual({ summary: 'It is out.' });
    expect(alarmCard('')).toEqual({});
  });
});
