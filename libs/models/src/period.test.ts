import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requirePeriod } from './period.ts';

const dates = fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true });
const accepts = (from: string | undefined, to: string | undefined): unknown => {
  try {
    requirePeriod({ field: '/body/from', at: from }, { field: '/body/to', at: to });
    return true;
  } catch (error) {
    return error;
  }
};

describe('requirePeriod', () => {
  it('accepts exactly the periods that end after they begin, in any time zone', () => {
    fc.assert(
      fc.property(dates, dates, (from, to) => {
        const begin = from.toISOString().replace('Z', '+00:00');
        expect(accepts(begin, to.toISOString()) === true).toBe(from < to);
      }),
    );
  });

  it('accepts an open period', () => {
    expect([accepts(undefined, '2030-01-01T00:00:00Z'), accepts('2030-01-01T00:00:00Z', undefined)]).toEqual([
      true,
      true,
    ]);
  });

  it('names the field that must change', () => {
    expect(accepts('2030-01-02T00:00:00Z', '2030-01-01T00:00:00Z')).toMatchObject({
      kind: 'invalid',
      code: 'period.empty',
      detail: 'The period is empty. Set `to` to a time after `from`.',
      fields: [{ field: '/body/to', message: 'must be later than from' }],
    });
  });
});
