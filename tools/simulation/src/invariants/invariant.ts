import type { Snapshot } from './snapshot.ts';

/** A rule that no history and no fault may break. */
export interface Invariant {
  /** As in docs/reliability.md. */
  readonly name: string;
  readonly description: string;
  /** `at-rest`: may be broken for a moment while an order, a product or an event is in progress. */
  readonly holds: 'always' | 'at-rest';
  /** @returns what violates the invariant, with the ids of the records */
  readonly check: (snapshot: Snapshot) => Iterable<string>;
}

export interface Violation {
  readonly invariant: string;
  readonly message: string;
}

/** Adds up numbers by key. */
export function sums<T>(
  items: Iterable<T>,
  key: (item: T) => string,
  amount: (item: T) => number,
): Map<string, number> {
  const totals = new Map<string, number>();
  for (const item of items) totals.set(key(item), (totals.get(key(item)) ?? 0) + amount(item));
  return totals;
}
