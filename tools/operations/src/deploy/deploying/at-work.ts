import { setTimeout as sleep } from 'node:timers/promises';
import type { ParameterStore } from '../../aws/parameter-store.ts';
import { wholeNumber, type Place } from '../../../../workspace/src/cli/arguments.ts';
import { whileLocked } from '../ledger/deploy-lock.ts';

/** Options of everything that changes a stack. */
export const workOptions = {
  'time-limit': { type: 'string', default: '30' },
  wait: { type: 'string', default: '10' },
} as const;

export interface Limits {
  readonly limitSeconds: number;
  readonly waitSeconds: number;
}

/** @throws CommandError when they are no numbers of minutes */
export const limitsOf = (options: { 'time-limit'?: string; wait?: string }): Limits => ({
  limitSeconds: wholeNumber('time-limit', options['time-limit'] ?? '', 1) * 60,
  waitSeconds: wholeNumber('wait', options.wait ?? '', 0) * 60,
});

/** @throws the reason of the signal, as soon as it is aborted */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal && { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** @returns what runs work while nobody else changes that service in that stage */
export const lockOf =
  (service: string, { stage }: Place, limits: Limits, parameters: ParameterStore) =>
  <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    whileLocked({ stage, service }, limits, { parameters, now: () => new Date(), pause, print }, work);
