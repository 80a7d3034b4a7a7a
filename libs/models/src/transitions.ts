import { AppError } from '#libs/errors';

interface Stateful {
  readonly status: string;
}

type StatusOf<R extends Stateful> = R['status'];

/** The statuses that a record may change to, by its current status. A final status has none. */
export type TransitionTable<S extends string> = Readonly<Record<S, readonly S[]>>;

/** The state machine of a record. */
export interface Transitions<R extends Stateful> {
  canTransition(record: Pick<R, 'status'>, next: StatusOf<R>): boolean;
  /** @throws AppError conflict `{noun}.{status}`, always */
  rejectTransition(record: Pick<R, 'status'>, next: StatusOf<R>): never;
  /**
   * @param changes  other fields that change with the status
   * @returns a copy of the record with the new status
   * @throws AppError conflict `{noun}.{status}` when the record cannot change to that status
   */
  transition<T extends R>(record: T, next: StatusOf<R>, changes?: Partial<R>): T;
}

/**
 * Declares the state machine of a record.
 *
 * @param noun   the record, as in its error codes: `order`
 * @param table  the allowed transitions
 *
 * @example const { canTransition, transition } = transitions<Order>('order', { pending: ['placed'], placed: [] });
 */
export function transitions<R extends Stateful>(
  noun: string,
  table: TransitionTable<StatusOf<R>>,
): Transitions<R> {
  const canTransition: Transitions<R>['canTransition'] = ({ status }, next) =>
    table[status as StatusOf<R>].includes(next);
  const rejectTransition: Transitions<R>['rejectTransition'] = ({ status }, next) => {
    throw new AppError('conflict', `${noun}.${status}`, {
      detail: `The ${noun} is ${status} and cannot become ${next}.`,
    });
  };
  return {
    canTransition,
    rejectTransition,
    transition(record, next, changes) {
      if (!canTransition(record, next)) rejectTransition(record, next);
      return { ...record, ...changes, status: next };
    },
  };
}
