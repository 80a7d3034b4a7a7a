import { describe, expect, it } from '@jest/globals';
import { createWakeUp } from './wake-up.ts';

const LONG_MS = 60_000;
const never = new AbortController().signal;

describe('createWakeUp', () => {
  it('keeps one wake-up that arrived before the wait', async () => {
    const { wake, wait } = createWakeUp();
    wake();
    await wait(LONG_MS, never);
    let isOver = false;
    const second = wait(LONG_MS, never).then(() => (isOver = true));
    await new Promise(setImmediate);
    expect(isOver).toBe(false);
    wake();
    await second;
  });

  it('resolves on timeout and on abort', async () => {
    const { wait } = createWakeUp();
    const startedAt = performance.now();
    await wait(1, never);
    const controller = new AbortController();
    const waiting = wait(LONG_MS, controller.signal);
    controller.abort();
    await waiting;
    await wait(LONG_MS, controller.signal);
    expect(performance.now() - startedAt).toBeLessThan(LONG_MS);
  });
});
