import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type TimeRange, between, joinBars, pan, ticks, toBar, zoom } from './time-range.ts';

const whole: TimeRange = { from: 1_000, to: 2_000 };
const points = fc.double({ min: 1_000, max: 2_000, noNaN: true });
const ranges = fc.tuple(points, points).map(([one, other]) => between(one, other, whole));

describe('toBar', () => {
  it('cuts a bar at the edges of the visible range', () => {
    expect(toBar(500, 1_500, whole)).toEqual({ left: 0, width: 0.5 });
  });

  it('leaves out a bar that is outside', () => {
    expect(toBar(0, 999, whole)).toBeUndefined();
  });

  it('stays inside the lane and visible', () => {
    fc.assert(
      fc.property(points, points, ranges, (start, length, range) => {
        const bar = toBar(start, start + length - 1_000, range) ?? { left: 0, width: 1 };
        expect(bar.width).toBeGreaterThan(0);
        expect(bar.left).toBeGreaterThanOrEqual(0);
        expect(bar.left + bar.width).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('joinBars', () => {
  it('covers every bar with few boxes that do not touch', () => {
    const bars = fc.array(
      fc.record({
        left: fc.double({ min: 0, max: 1, noNaN: true }),
        width: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 2_000 },
    );
    fc.assert(
      fc.property(bars, (all) => {
        const joined = joinBars(all);
        const isCovered = all.every(({ left, width }) =>
          joined.some((box) => box.left <= left && left + width <= box.left + box.width + 1e-9),
        );
        const isApart = joined.every((box, index) => {
          const next = joined[index + 1];
          return next === undefined || next.left > box.left + box.width;
        });
        expect([isCovered, isApart, joined.length <= 401]).toEqual([true, true, true]);
      }),
    );
  });
});

describe('ticks', () => {
  it('are round offsets from the origin', () => {
    expect(ticks(whole, 1_000, 5)).toEqual([0, 200, 400, 600, 800]);
  });

  it('are within the range and not too many', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 1, max: 20 }), (range, maximum) => {
        const offsets = ticks(range, whole.from, maximum);
        expect(offsets.length).toBeLessThanOrEqual(maximum);
        for (const offset of offsets) {
          expect(offset).toBeGreaterThanOrEqual(range.from - whole.from - 1e-6);
          expect(offset).toBeLessThanOrEqual(range.to - whole.from + 1e-6);
        }
      }),
    );
  });
});

describe('zoom, pan and between', () => {
  it('keeps the point under the pointer in its place', () => {
    expect(zoom(whole, 1_250, 0.5, whole)).toEqual({ from: 1_125, to: 1_625 });
  });

  it('never leaves the trace', () => {
    fc.assert(
      fc.property(
        ranges,
        points,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        (range, at, factor, fraction) => {
          for (const { from, to } of [zoom(range, at, factor, whole), pan(range, fraction, whole)]) {
            expect(from).toBeGreaterThanOrEqual(whole.from - 1e-9);
            expect(to).toBeLessThanOrEqual(whole.to + 1e-9);
            expect(to - from).toBeGreaterThan(0.99);
          }
        },
      ),
    );
  });
});
