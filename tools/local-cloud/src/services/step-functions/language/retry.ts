import type { Catcher, Retrier, State } from './definition.ts';
import type { StatesError } from './states-error.ts';

const RETRY_DEFAULTS = { IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 };

/** Errors that `States.ALL` and `States.TaskFailed` do not stand for: https://states-language.net/#appendix-a */
const UNSTOPPABLE = ['States.Runtime', 'States.DataLimitExceeded'];

/** Whether `ErrorEquals` names this error. A missed heartbeat is a timeout of its own name too. */
export function namesError(errorEquals: readonly string[], failure: StatesError): boolean {
  const name = failure.error ?? '';
  const stoppable = !UNSTOPPABLE.includes(name);
  return errorEquals.some(
    (wanted) =>
      wanted === name ||
      (wanted === 'States.Timeout' && name === 'States.HeartbeatTimeout') ||
      (wanted === 'States.ALL' && stoppable) ||
      (wanted === 'States.TaskFailed' && stoppable && !isTimeout(name)),
  );
}

const isTimeout = (name: string): boolean => name === 'States.Timeout' || name === 'States.HeartbeatTimeout';

/** How often each retrier of one visit to a state has been used. */
export type RetryCounts = Map<Retrier, number>;

/**
 * The first retrier that names the error decides, and counts its own retries.
 *
 * @returns milliseconds until the next attempt; undefined where there is none
 */
export function retryDelayMs(
  state: State,
  failure: StatesError,
  counts: RetryCounts,
  random: () => number,
): number | undefined {
  const retrier = state.Retry?.find(({ ErrorEquals }) => namesError(ErrorEquals, failure));
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

export const catcherOf = (state: State, failure: StatesError): Catcher | undefined =>
  state.Catch?.find(({ ErrorEquals }) => namesError(ErrorEquals, failure));
