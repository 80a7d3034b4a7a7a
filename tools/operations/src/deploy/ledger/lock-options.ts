import { parseWholeNumber, type Options, type Place } from '../../../../workspace/src/cli/arguments.ts';
import { pause, print } from '../../../../workspace/src/cli/command-runtime.ts';
import type { ParameterStore } from '../../aws/parameter-store.ts';
import { whileLocked } from './deploy-lock.ts';

/** The options of every command that changes a stack. */
export const lockOptions = {
  'time-limit': {
    type: 'string',
    default: '30',
    placeholder: 'MINUTES',
    description: 'stop after this time and release the lock',
  },
  wait: {
    type: 'string',
    default: '10',
    placeholder: 'MINUTES',
    description: 'how long to wait for the lock of another run',
  },
} as const satisfies Options;

export interface LockLimits {
  readonly limitSeconds: number;
  readonly waitSeconds: number;
}

/** @throws CommandError unless both are whole numbers of minutes */
export const parseLockLimits = (options: { 'time-limit'?: string; wait?: string }): LockLimits => ({
  limitSeconds: parseWholeNumber('time-limit', options['time-limit'] ?? '', 1) * 60,
  waitSeconds: parseWholeNumber('wait', options.wait ?? '', 0) * 60,
});

/** @returns a function that runs work while it holds the deploy lock of the service in the stage */
export const serviceLock =
  (service: string, { stage }: Place, limits: LockLimits, parameters: ParameterStore) =>
  <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    whileLocked({ stage, service }, limits, { parameters, now: () => new Date(), pause, print }, work);
