import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergePatch } from './merge-patch.ts';

describe('mergePatch', () => {
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{ a: 'foo' }, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('patches %j with %j as RFC 7396 does', (target, patch, result) => {
    const before = structuredClone(target);
    expect(mergePatch<object>(target, patch)).toEqual(result);
    expect(target).toEqual(before);
  });

  it('leaves fields outside the patch unchanged, and is idempotent', () => {
    const flat = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(null)), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(flat, flat, (target, patch) => {
        const once = mergePatch<Record<string, unknown>>(target, patch);
        expect(mergePatch(once, patch)).toEqual(once);
        const untouched = Object.entries(target).filter(([name]) => !Object.hasOwn(patch, name));
        expect(Object.entries(once)).toEqual(expect.arrayContaining(untouched));
      }),
    );
  });
});
