import { AppError } from '#libs/errors';
import { surroundings } from '#libs/surroundings';

// An attempt fails only when another writer succeeds in the few milliseconds between its read and its write. With
// jitter, writers stop colliding: seven attempts with their pauses take about a second at most.
const MAX_ATTEMPTS = 7;
const BASE_PAUSE_MILLISECONDS = 10;

interface Options {
  /** Code of the error after the last attempt, such as `order.busy`. Without it the conflict itself is thrown. */
  readonly busyCode?: string | undefined;
}

/** Whether a conditional write failed because another writer changed the record first. */
export const isChangeConflict = (error: unknown): error is AppError =>
  error instanceof AppError && error.kind === 'conflict' && error.code === 'record.changed';

/**
 * Repeats a read-change-write cycle, with jitter, while other writers change the record in between.
 *
 * @param attempt  reads the record afresh, changes it and writes it; throws AppError conflict `record.changed`
 * @returns what the successful attempt returned
 * @throws AppError unavailable, under `busyCode`, or the conflict after {@link MAX_ATTEMPTS} conflicts
 */
export async function retryOnConflict<T>(attempt: () => Promise<T>, { busyCode }: Options = {}): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isChangeConflict(error)) throw error;
      if (attempts === MAX_ATTEMPTS)
        throw busyCode === undefined
          ? error
          : new AppError('unavailable', busyCode, { cause: error, retryAfterSeconds: 1 });
      const { pause, random } = surroundings();
      await pause(random() * BASE_PAUSE_MILLISECONDS * 2 ** attempts);
    }
  }
}
