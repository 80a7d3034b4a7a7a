import { requireVersion } from '#libs/models';
import { retryOnConflict } from './retry-on-conflict.ts';

interface RecordChange<R extends C & { version: number }, C extends object> {
  /** Reads the current record; throws when it does not exist. */
  readonly read: () => Promise<R>;
  /** Pure: returns the changed record, or the same object when there is nothing to write. Throws to reject the change. */
  readonly change: (record: R) => C;
  /** Writes the next version over the one that was read. @throws AppError conflict `record.changed` */
  readonly replace: (changed: C, current: R) => Promise<R>;
  /** The request's `If-Match`. */
  readonly ifMatch?: string | undefined;
  /** Code of the error after repeated conflicts, such as `order.busy`. */
  readonly busyCode?: string | undefined;
}

/**
 * Reads a record, changes it and writes it, and starts again when another writer changed it in between.
 *
 * @returns the record as written, or as read when `change` returned it unchanged
 * @throws AppError precondition-failed `record.changed` when `ifMatch` names another version
 * @throws AppError unavailable `busyCode`, or conflict `record.changed` without one, after repeated conflicts
 */
export const changeRecord = <R extends C & { version: number }, C extends object = R>({
  read,
  change,
  replace,
  ifMatch,
  busyCode,
}: RecordChange<R, C>): Promise<R> =>
  retryOnConflict(
    async () => {
      const current = await read();
      requireVersion(current, ifMatch);
      const changed = change(current);
      return (changed as object) === current ? current : replace(changed, current);
    },
    { busyCode },
  );
