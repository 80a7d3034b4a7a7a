import type { Invariant } from './invariant.ts';
import type { ChangeFact } from './snapshot.ts';

const NEW = 'new';

/**
 * The statuses that may follow each status; a record may always keep its status. The table is deliberately not the one
 * of the services, so that a mistake there is found.
 */
const legalMoves: Readonly<Record<ChangeFact['kind'], Readonly<Record<string, readonly string[]>>>> = {
  session: {
    [NEW]: ['open'],
    open: ['completing', 'canceled', 'expired'],
    completing: ['completed', 'open'],
    completed: [],
    canceled: [],
    expired: [],
  },
  order: {
    [NEW]: ['placed', 'rejected'],
    rejected: [],
    placed: ['canceling', 'shipped', 'delivered'],
    canceling: ['canceled', 'placed', 'shipped', 'delivered'],
    canceled: [],
    shipped: ['delivered'],
    delivered: [],
  },
  payment: {
    [NEW]: ['authorizing', 'voided'],
    authorizing: ['authorized', 'declined', 'voided'],
    authorized: ['captured', 'voided'],
    captured: ['refunded'],
    refunded: [],
    voided: [],
    declined: [],
  },
  reservation: {
    [NEW]: ['reserved', 'released'],
    reserved: ['committed', 'released'],
    released: [],
    committed: ['restocked'],
    restocked: [],
  },
  fulfillment: {
    [NEW]: ['open', 'expected', 'canceled'],
    expected: ['open', 'canceled'],
    open: ['canceled'],
    canceled: [],
  },
  shipment: {
    [NEW]: ['pending'],
    pending: ['picked', 'canceled'],
    picked: ['dispatched', 'canceled'],
    dispatched: ['delivered'],
    delivered: [],
    canceled: [],
  },
};

/** A record moves along its state machine, one version after the other. */
export const legalMovesOnly: Invariant = {
  name: 'legal moves',
  description:
    'A record changes its status as its state machine allows, and its version by one with each write.',
  holds: 'always',
  *check({ changes }) {
    const known = new Map<string, ChangeFact['after']>();
    for (const { kind, id, before, after } of changes) {
      const key = `${kind} ${id}`;
      if (!after) {
        // Only time to live removes records, and a record that is created again starts anew.
        known.delete(key);
        continue;
      }
      const from = before?.status ?? NEW;
      const moves = legalMoves[kind][from];
      if (!moves) yield `${key} has the unknown status ${from}`;
      else if (after.status !== from && !moves.includes(after.status))
        yield `${key} changed from ${from} to ${after.status}`;
      if (before?.version !== undefined && after.version !== before.version + 1)
        yield `${key} changed from version ${before.version} to ${after.version}`;
      const previous = known.get(key);
      if (previous && (previous.status !== before?.status || previous.version !== before.version))
        yield `${key} was ${toText(previous)}, but a write found ${toText(before)}`;
      known.set(key, after);
    }
  },
};

const toText = (state: ChangeFact['after']): string =>
  state ? `${state.status}${state.version === undefined ? '' : ` (version ${state.version})`}` : 'nothing';
