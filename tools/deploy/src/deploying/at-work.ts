import { setTimeout as sleep } from 'node:timers/promises';
import type { ParameterStore } from '../aws/parameter-store.ts';
import { wholeNumber, type Place } from '../command/arguments.ts';
import { whileLocked } from '../ledger/deploy-lock.ts';

/** Options of everything that changes a stack. */
export const workOptions = {
  'time-limit': { type: 'string', default: '30' },
  wait: { type: 'string', default: '10' },
} as const;

/** Beyond the limit of osls: for pauses while AWS is busy. */
const MARGIN_SECONDS = 15 * 60;

export interface Limits {
  readonly limitSeconds: number;
  readonly waitSeconds: number;
}

/** @throws DeployError when they are no numbers of minutes */
export const limitsOf = (options: { 'time-limit'?: string; wait?: string }): Limits => ({
  limitSeconds: wholeNumber('time-limit', options['time-limit'] ?? '', 1) * 60,
  waitSeconds: wholeNumber('wait', options.wait ?? '', 0) * 60,
});

export const pause = (milliseconds: number): Promise<void> => sleep(milliseconds);

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** @returns what runs work while nobody else changes that service in that stage */
export const lockOf =
  (service: string, { stage }: Place, { limitSeconds, waitSeconds }: Limits, parameters: ParameterStore) =>
  <T>(work: () => Promise<T>): Promise<T> =>
    whileLocked(
      { stage, service },
      { waitSeconds, holdSeconds: limitSeconds + MARGIN_SECONDS },
      { parameters, now: () => new Date(), pause, print },
      work,
    );
