// So that what failed together is not tried again together.
const JITTER = 0.2;

/**
 * How long a delivery waits before its next try.
 *
 * @param retries  how often it was tried again so far
 * @param delays   seconds before the first retry, the second, …: the shortest comes first, however they are written
 * @param chance   from 0 to less than 1
 * @returns whole seconds: the delay and up to a fifth more; undefined where the tries are used up
 */
export function retryDelaySeconds(
  retries: number,
  delays: readonly number[],
  chance: number,
): number | undefined {
  const delay = delays.toSorted((a, b) => a - b)[retries];
  return delay === undefined ? undefined : Math.round(delay * (1 + JITTER * chance));
}
