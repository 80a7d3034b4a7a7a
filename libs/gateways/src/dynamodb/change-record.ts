import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#libs/errors';
import { requireVersion } from '#libs/models';
import type { Versioned } from './record-table.ts';

interface Change<T extends object> {
  /** Reads the record afresh, and throws where there is none. */
  readonly read: () => Promise<Versioned<T>>;
  /** Pure: how the record should be; throws where it may not become so. */
  readonly change: (record: Versioned<T>) => Versioned<T>;
  /** Writes the next version over the one that was read. @throws AppError conflict `record.changed` when somebody was quicker */
  readonly replace: (record: Versioned<T>, current: Versioned<T>) => Promise<Versioned<T>>;
  /** The request's `If-Match`. */
  readonly ifMatch?: string | undefined;
}

// Each try loses only if another writer won in the few milliseconds between its read and its write: after pauses by
// chance they no longer meet. Seven tries with their pauses take about a second at most.
const TRIES = 7;
const PAUSE_MILLISECONDS = 10;

/**
 * Reads a record, changes it and writes it; whoever loses a race to another writer begins again. A client that
 * says which version it has seen then hears that it changed.
 *
 * @returns the record as written
 * @throws AppError precondition-failed `record.changed` when the client has seen another version
 * @throws AppError conflict `record.changed` when others were quicker every time
 */
export async function changeRecord<T extends object>({
  read,
  change,
  replace,
  ifMatch,
}: Change<T>): Promise<Versioned<T>> {
  for (let attempt = 1; ; attempt++) {
    const record = await read();
    requireVersion(record, ifMatch);
    try {
      return await replace(change(record), record);
    } catch (error) {
      const isLostRace =
        error instanceof AppError && error.kind === 'conflict' && error.code === 'record.changed';
      if (!isLostRace || attempt === TRIES) throw error;
      await pause(Math.random() * PAUSE_MILLISECONDS * 2 ** attempt);
    }
  }
}
