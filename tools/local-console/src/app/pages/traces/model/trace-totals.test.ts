import { describe, expect, it } from '@jest/globals';
import { span } from './spans.fixture.ts';
import { totalsOf } from './trace-totals.ts';

describe('totalsOf', () => {
  it('adds up invocations, cold starts, retries, errors and consumed capacity', () => {
    const totals = totalsOf([
      span('request', { kind: 'request', service: 'checkout', durationMillis: 90 }),
      span('complete', {
        kind: 'invocation',
        service: 'checkout',
        durationMillis: 40,
        attributes: { coldStart: true },
      }),
      span('get', { name: 'dynamodb:GetItem', attributes: { readUnits: 0.5 } }),
      span('put', { name: 'dynamodb:PutItem', attributes: { writeUnits: 2, attempt: 2 } }),
      span('publish', { name: 'sns:Publish', status: 'denied' }),
      span('Reserve', { kind: 'state', service: 'orders', attributes: { attempts: 3 } }),
    ]);
    expect(totals).toEqual({
      invocations: 1,
      coldStarts: 1,
      retries: 3,
      errors: 1,
      readUnits: 0.5,
      writeUnits: 2,
      services: [
        { name: 'checkout', spans: 2, busyMillis: 40 },
        { name: 'orders', spans: 1, busyMillis: 0 },
      ],
      calls: [
        { name: 'dynamodb', count: 2 },
        { name: 'sns', count: 1 },
      ],
    });
  });
});
