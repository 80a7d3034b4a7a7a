import { describe, expect, it } from '@jest/globals';
import { daysOf, periodOf } from './period.ts';

describe('a period', () => {
  it('is the same in whatever zone it was said', () => {
    expect(periodOf({ from: '2030-01-01T01:00:00+02:00', to: '2030-01-02T00:00:00Z' })).toEqual({
      from: '2029-12-31T23:00:00.000Z',
      to: '2030-01-02T00:00:00.000Z',
    });
  });

  it.each([
    ['2030-01-02T00:00:00Z', '2030-01-01T00:00:00Z'],
    ['2030-01-01T00:00:00Z', '2030-01-01T00:00:00Z'],
    ['2030-01-01T00:00:00Z', '2031-01-02T00:00:01Z'],
  ])('does not go from %s to %s', (from, to) => {
    expect(() => periodOf({ from, to })).toThrow(expect.objectContaining({ code: 'period.invalid' }));
  });

  it('touches the days that it has an instant of', () => {
    const days = daysOf({ from: '2030-12-30T23:59:59.999Z', to: '2031-01-01T00:00:00.000Z' });
    expect(days).toEqual(['2030-12-30', '2030-12-31']);
  });
});
