import { expect, it } from '@jest/globals';
import { createProcessorSlack, type ProcessorUsage } from './processor-slack.ts';

/** A process with two cores that uses `cpu` and `loop` milliseconds in each window of 100 ms. */
function slackAfter({ cpu, loop }: Pick<ProcessorUsage, 'cpu' | 'loop'>): boolean {
  const usages = [
    { now: 0, cpu: 1_000, loop: 500 },
    { now: 100, cpu: 1_000 + cpu, loop: 500 + loop },
  ];
  return createProcessorSlack({ cores: 2, measure: () => usages.shift()! })();
}

it('has slack while the cores and the event loop are free', () => {
  expect(slackAfter({ cpu: 100, loop: 50 })).toBe(true);
});

it('has no slack if the cores are busy', () => {
  expect(slackAfter({ cpu: 190, loop: 10 })).toBe(false);
});

it('has no slack if the event loop of the main thread is busy, although a core is free', () => {
  expect(slackAfter({ cpu: 90, loop: 90 })).toBe(false);
});

it('keeps its verdict within a window', () => {
  const usages = [
    { now: 0, cpu: 0, loop: 0 },
    { now: 100, cpu: 200, loop: 100 },
    { now: 120, cpu: 200, loop: 100 },
    { now: 200, cpu: 200, loop: 100 },
  ];
  const hasSlack = createProcessorSlack({ cores: 2, measure: () => usages.shift()! });
  // The third measurement belongs to the window that began with the second.
  expect([hasSlack(), hasSlack(), hasSlack()]).toEqual([false, false, true]);
});
