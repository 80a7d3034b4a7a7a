import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { timeline } from './timeline.ts';
import type { Visit } from './visits.ts';

const visit = (rest: Partial<Visit>): Visit => ({
  id: 1,
  state: 'Charge',
  type: 'Task',
  enteredAt: 0,
  status: 'running',
  attempts: [],
  within: [],
  iterations: [],
  isCaught: false,
  ...rest,
});

it('places visits and attempts, and lets running ones reach the end', () => {
  const attempts = [{ startedAt: 50, endedAt: 60 }, { startedAt: 80 }];
  const [bar] = timeline([visit({ enteredAt: 50, attempts, within: [7] })], { from: 0, to: 100 });
  expect(bar).toMatchObject({ start: 0.5, width: 0.5, depth: 1 });
  expect(bar?.attempts.map(({ start, width }) => [start, width])).toEqual([
    [0.5, 0.1],
    [0.8, 0.2],
  ]);
});

it('keeps every bar within the chart', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000))), fc.nat(1000), (times, to) => {
      const visits = times.map(([enteredAt, length]) => visit({ enteredAt, exitedAt: enteredAt + length }));
      for (const { start, width } of timeline(visits, { from: 0, to })) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThanOrEqual(1);
        expect(width).toBeGreaterThanOrEqual(0);
        expect(width).toBeLessThanOrEqual(1);
      }
    }),
  );
});
