import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derivedId, idSchema, newId } from './id.ts';

const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('newId', () => {
  it('matches the schema of its prefix', () => {
    const pattern = new RegExp((idSchema('ord') as { pattern?: string }).pattern ?? '');
    fc.assert(fc.property(instants, (now) => expect(newId('ord', now)).toMatch(pattern)));
  });

  it('sorts by creation time', () => {
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        fc.pre(one < other);
        expect(newId('ord', one) < newId('ord', other)).toBe(true);
      }),
    );
  });

  it('never returns the same id twice', () => {
    const ids = Array.from({ length: 10_000 }, () => newId('ord', 0));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('derivedId', () => {
  it('matches the schema of its prefix, and is the same for the same id only', () => {
    const pattern = new RegExp((idSchema('shp') as { pattern?: string }).pattern ?? '');
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        const [id, otherId] = [newId('ord', one), newId('ord', other)];
        expect(derivedId('shp', id)).toMatch(pattern);
        expect(derivedId('shp', id)).toBe(derivedId('shp', id));
        expect(derivedId('shp', id)).not.toBe(derivedId('shp', otherId));
      }),
    );
  });
});
