import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { liveQuery, refreshOnActivity } from './refresh-on-activity.ts';

describe('refreshOnActivity', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function setUp(options: object = liveQuery(1_000)) {
    const queryClient = new QueryClient();
    const fetchedAt: number[] = [];
    const observer = new QueryObserver(queryClient, {
      queryKey: ['rates'],
      queryFn: () => fetchedAt.push(Date.now()),
      ...options,
    });
    const close = observer.subscribe(() => undefined);
    return { onActivity: refreshOnActivity({ queryClient }), fetchedAt, close };
  }
  const pass = (millis: number) => jest.advanceTimersByTimeAsync(millis);

  it('fetches again soon after an activity', async () => {
    const { onActivity, fetchedAt, close } = setUp();
    await pass(5_000);
    expect(fetchedAt).toHaveLength(1);
    onActivity();
    await pass(300);
    expect(fetchedAt).toHaveLength(2);
    close();
  });

  it('fetches at most once per interval, and after the last activity', async () => {
    const { onActivity, fetchedAt, close } = setUp();
    for (let passed = 0; passed < 3_000; passed += 10) {
      onActivity();
      await pass(10);
    }
    const lastActivityAt = Date.now() - 10;
    await pass(5_000);
    const [, ...pauses] = fetchedAt.map((at, index) => at - (fetchedAt[index - 1] ?? at));
    expect(pauses.length).toBeGreaterThanOrEqual(3);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000);
    expect(fetchedAt.at(-1)).toBeGreaterThanOrEqual(lastActivityAt);
    close();
  });

  it('leaves other queries and those of closed pages alone', async () => {
    const other = setUp({});
    const closed = setUp();
    await pass(2_000);
    closed.close();
    other.onActivity();
    closed.onActivity();
    await pass(2_000);
    expect([other.fetchedAt.length, closed.fetchedAt.length]).toEqual([1, 1]);
    other.close();
  });
});
