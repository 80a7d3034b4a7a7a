import { randomUUID } from 'node:crypto';
import { pooledRandomBytes } from './pooled-random-bytes.ts';

/** What code takes from its surroundings in addition to the dependencies that are handed to it. */
export interface Surroundings {
  /** Random bytes that are part of no earlier result. @param size  at most 4,096 */
  readonly randomBytes: (size: number) => Uint8Array;
  /** A random number from 0 to less than 1, for decisions such as jitter that need not be secret. */
  readonly random: () => number;
  readonly randomUuid: () => string;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** The correlation id of the work in progress. */
  readonly correlation: { id: string };
}

const processSurroundings: Surroundings = {
  randomBytes: pooledRandomBytes,
  random: Math.random,
  randomUuid: randomUUID,
  pause: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
  // An execution environment handles one invocation at a time, and the handlers process one record at a time, so one
  // id is sufficient. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
  correlation: { id: 'none' },
};

let find = (): Surroundings => processSurroundings;

/** Returns the surroundings of the running code: those of the process, unless others were provided. */
export const surroundings = (): Surroundings => find();

/**
 * Provides other surroundings to all code of this process, so that a simulation can repeat a run and can run many
 * invocations at once. `find` is called each time that code uses its surroundings: it can return those of the current
 * asynchronous context.
 *
 * @returns restores those of the process when it is disposed of
 */
export function provideSurroundings(replacement: () => Surroundings): Disposable {
  find = replacement;
  return {
    [Symbol.dispose]: () => {
      find = () => processSurroundings;
    },
  };
}
