import { describe, expect, it } from '@jest/globals';
import { description } from './alarm.ts';
import { alarmCard } from './alarm-card.ts';

describe('the card of an alarm', () => {
  it('is what its description was written from', () => {
    const alarm = { says: 'It is out.', severity: 'critical', runbook: 'out.md' } as const;
    const place = {
      service: 'orders',
      stage: 'prod',
      owner: '@tradewind/orders',
      runbooksUrl: 'https://x.example/r',
    };
    expect(alarmCard(description(alarm, place))).toEqual({ ...alarm, owner: '@tradewind/orders' });
  });

  it('lacks what a description lacks', () => {
    expect(alarmCard('It is out.\nSeverity: enormous')).toEqual({ says: 'It is out.' });
    expect(alarmCard('')).toEqual({});
  });
});
