import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits, unless the signal aborts.
 *
 * @throws the reason of the signal as soon as it aborts
 */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal && { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** Prints a line to standard output. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`);
