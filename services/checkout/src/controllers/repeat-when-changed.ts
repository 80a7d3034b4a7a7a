import { AppError } from '#libs/errors';

// Each loser of a race goes again; a buyer with more tabs than that is told.
const MAX_TRIES = 5;

/**
 * Reads, changes and writes again where somebody else wrote in between.
 *
 * @param readChangeWrite  throws AppError conflict `record.changed` when it lost a race
 */
export async function repeatWhenChanged<T>(readChangeWrite: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readChangeWrite();
    } catch (error) {
      const isLost =
        error instanceof AppError && error.code === 'record.changed' && error.kind === 'conflict';
      if (!isLost || attempt === MAX_TRIES) throw error;
    }
  }
}
