import type { Catcher, Retrier, State } from './definition.ts';
import type { StatesError } from './states-error.ts';

const RETRY_DEFAULTS = { IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 };

/** Errors that `States.ALL` and `States.TaskFailed` do not match: https://states-language.net/#appendix-a */
const UNCATCHABLE = ['States.Runtime', 'States.DataLimitExceeded'];

/** Whether `ErrorEquals` matches the error. `States.Timeout` matches `States.HeartbeatTimeout` too. */
export function matchesError(errorEquals: readonly string[], failure: StatesError): boolean {
  const name = failure.error ?? '';
  const isCatchable = !UNCATCHABLE.includes(name);
  return errorEquals.some(
    (wanted) =>
      wanted === name ||
      (wanted === 'States.Timeout' && name === 'States.HeartbeatTimeout') ||
      (wanted === 'States.ALL' && isCatchable) ||
      (wanted === 'States.TaskFailed' && isCatchable && !isTimeout(name)),
  );
}

const isTimeout = (name: string): boolean => name === 'States.Timeout' || name === 'States.HeartbeatTimeout';

/** How often each retrier was used since the state was entered. */
export type RetryCounts = Map<Retrier, number>;

/**
 * Applies the first retrier that matches the error. Each retrier counts its own retries.
 *
 * @returns milliseconds until the next attempt; undefined when there is none
 */
export function retryDelayMs(
  state: State,
  failure: StatesError,
  counts: RetryCounts,
  random: () => number,
): number | undefined {
  const retrier = state.Retry?.find(({ ErrorEquals }) => matchesError(ErrorEquals, failure));
  if (retrier === undefined) return undefined;
  const used = counts.get(retrier) ?? 0;
  const { IntervalSeconds, MaxAttempts, BackoffRate, MaxDelaySeconds, JitterStrategy } = {
    ...RETRY_DEFAULTS,
    ...retrier,
  };
  if (used >= MaxAttempts) return undefined;
  counts.set(retrier, used + 1);
  const delaySeconds = Math.min(
    IntervalSeconds * BackoffRate ** used,
    MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
  );
  return delaySeconds * 1000 * (JitterStrategy === 'FULL' ? random() : 1);
}

export const findCatcher = (state: State, failure: StatesError): Catcher | undefined =>
  state.Catch?.find(({ ErrorEquals }) => matchesError(ErrorEquals, failure));
