// Deliveries that failed at the same time are not retried at the same time.
const JITTER = 0.2;

/**
 * The delay before the next retry of a delivery.
 *
 * @param retries  the retries so far
 * @param delays   seconds before the first retry, the second, and so on; sorted here, shortest first
 * @param chance   a random number from 0 to less than 1
 * @returns whole seconds: the delay plus up to 20 %; undefined if no retries are left
 */
export function retryDelaySeconds(
  retries: number,
  delays: readonly number[],
  chance: number,
): number | undefined {
  const delay = delays.toSorted((a, b) => a - b)[retries];
  return delay === undefined ? undefined : Math.round(delay * (1 + JITTER * chance));
}
