import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInSample, sampleRate } from './sampling.ts';

describe('isInSample', () => {
  it('depends only on the id, and grows with the rate', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (id, share) => {
        expect(isInSample(id, share)).toBe(isInSample(id, share));
        expect(isInSample(id, 1)).toBe(true);
        expect(isInSample(id, 0)).toBe(false);
        const larger = isInSample(id, Math.min(1, share + 0.1));
        expect(larger || !isInSample(id, share)).toBe(true);
      }),
    );
  });

  it.each([
    ['random', (index: number) => `${index.toString(16).padStart(8, '0')}-4b1c-4e0f-9d2a-${index * 7919}`],
    ['consecutive', (index: number) => `request-${index}`],
  ])('selects the given share of %s ids', (_, toId) => {
    const ids = Array.from({ length: 20_000 }, (__, index) => toId(index));
    for (const share of [0.01, 0.1, 0.5])
      expect(Math.abs(ids.filter((id) => isInSample(id, share)).length / ids.length - share)).toBeLessThan(
        0.01,
      );
  });
});

describe('sampleRate', () => {
  it('parses a number from 0 to 1, and is 1 by default', () => {
    expect([undefined, '', '0', '0.25'].map(sampleRate)).toEqual([1, 1, 0, 0.25]);
    for (const text of ['2', '-1', 'all']) expect(() => sampleRate(text)).toThrow('LOG_SAMPLE_RATE');
  });
});
