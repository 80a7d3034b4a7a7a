import { describe, expect, it } from '@jest/globals';
import { listDays, toPeriod } from './period.ts';

describe('period', () => {
  it('converts any time zone to UTC', () => {
    expect(toPeriod({ from: '2030-01-01T01:00:00+02:00', to: '2030-01-02T00:00:00Z' })).toEqual({
      from: '2029-12-31T23:00:00.000Z',
      to: '2030-01-02T00:00:00.000Z',
    });
  });

  it.each([
    ['2030-01-02T00:00:00Z', '2030-01-01T00:00:00Z', 'period.empty'],
    ['2030-01-01T00:00:00Z', '2030-01-01T00:00:00Z', 'period.empty'],
    ['2030-01-01T00:00:00Z', '2031-01-02T00:00:01Z', 'period.too-long'],
  ])('rejects %s to %s', (from, to, code) => {
    expect(() => toPeriod({ from, to })).toThrow(expect.objectContaining({ kind: 'invalid', code }));
  });

  it('lists every day that it overlaps', () => {
    const days = listDays({ from: '2030-12-30T23:59:59.999Z', to: '2031-01-01T00:00:00.000Z' });
    expect(days).toEqual(['2030-12-30', '2030-12-31']);
  });
});
