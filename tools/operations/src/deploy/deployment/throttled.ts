import type { OslsRun } from './run-osls.ts';

/** Throttling errors of AWS, and the error of CloudFormation while a stack is being updated. */
const busy =
  /Throttling|Rate exceeded|TooManyRequests|RequestLimitExceeded|SlowDown|_IN_PROGRESS state and can ?not be updated/i;

const MAX_ATTEMPTS = 6;
const FIRST_PAUSE_SECONDS = 5;
const MAX_PAUSE_SECONDS = 120;

interface Dependencies {
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly print: (line: string) => void;
  /** 0 to 1. */
  readonly random?: () => number;
}

/**
 * Retries a throttled run with exponential backoff and full jitter, so that services of one wave do not retry at the same
 * time: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @returns the first run that was not throttled, or the last
 */
export async function whileThrottled(
  run: () => Promise<OslsRun>,
  { pause, signal, print, random = Math.random }: Dependencies,
): Promise<OslsRun> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await run();
    if (result.exitCode === 0 || !busy.test(result.output) || attempt === MAX_ATTEMPTS) return result;
    const longest = Math.min(MAX_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (attempt - 1));
    const seconds = Math.ceil(longest * random());
    print(`AWS throttled the deployment. Retrying in ${seconds} s (${attempt} of ${MAX_ATTEMPTS - 1}).`);
    await pause(seconds * 1000, signal);
  }
}
