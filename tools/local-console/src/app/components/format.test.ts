import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAge, formatBytes, formatDuration, formatTime } from './format.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 µs'],
    [0.85, '850 µs'],
    [12.345, '12.3 ms'],
    [999.4, '999 ms'],
    [1250, '1.25 s'],
    [125_000, '2 min 5 s'],
  ])('writes %d as %s', (millis, text) => {
    expect(formatDuration(millis)).toBe(text);
  });

  it('has at most three digits in each number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3_600_000, noNaN: true }), (millis) => {
        for (const number of formatDuration(millis).match(/[\d.]+/g) ?? [])
          expect(number.replace('.', '').replace(/^0+/, '').length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [1536, '1.5 KiB'],
    [8 * 1024 ** 2, '8 MiB'],
  ])('writes %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatTime', () => {
  it('writes the local time with milliseconds', () => {
    expect(formatTime(new Date(2026, 0, 2, 14, 3, 7, 42).getTime())).toBe('14:03:07.042');
  });
});

describe('formatAge', () => {
  it.each([
    [500, 'now'],
    [12_000, '12 s ago'],
    [301_000, '5 min ago'],
    [3 * 3_600_000, '3 h ago'],
    [50 * 3_600_000, '2 d ago'],
    [-5000, 'now'],
  ])('writes an age of %d ms as %s', (age, text) => {
    expect(formatAge(1_000_000_000 - age, 1_000_000_000)).toBe(text);
  });
});
