import { describe, expect, it } from '@jest/globals';
import { createOneAtATime } from './one-at-a-time.ts';

describe('oneAtATime', () => {
  it('starts an action after the previous one of its key, also if that failed', async () => {
    const oneAtATime = createOneAtATime();
    const events: string[] = [];
    const { promise: otherStarted, resolve: startOther } = Promise.withResolvers<void>();
    const action =
      (name: string, fails = false) =>
      async () => {
        events.push(`${name} starts`);
        if (name === 'c') startOther();
        await otherStarted;
        events.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const results = await Promise.allSettled([
      oneAtATime('queue', action('a', true)),
      oneAtATime('queue', action('b')),
      oneAtATime('other', action('c')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(events.filter((each) => !each.startsWith('c'))).toEqual([
      'a starts',
      'a ends',
      'b starts',
      'b ends',
    ]);
    expect(events.indexOf('c starts')).toBeLessThan(events.indexOf('a ends'));
  });
});
