import { capturedWithinAuthorized } from './captured-within-authorized.ts';
import { eachChangeOnce } from './each-change-once.ts';
import type { Invariant, Violation } from './invariant.ts';
import { legalMovesOnly } from './legal-moves.ts';
import { neverNegative } from './never-negative.ts';
import { noAccessAcrossCustomers } from './no-access-across-customers.ts';
import { oneChargePerOrder } from './one-charge-per-order.ts';
import { otherBodyRefused } from './other-body-refused.ts';
import { paidMeansFulfilledOrRefunded } from './paid-means-fulfilled-or-refunded.ts';
import { refundedWithinCaptured } from './refunded-within-captured.ts';
import { reservedMeansClaimedOrReleased } from './reserved-means-claimed-or-released.ts';
import { sameKeySameAnswer } from './same-key-same-answer.ts';
import type { Snapshot } from './snapshot.ts';
import { stockAddsUp } from './stock-adds-up.ts';

export type { Invariant, Violation } from './invariant.ts';
export * from './snapshot.ts';

/** In the order of the table in docs/reliability.md. */
export const invariants: readonly Invariant[] = [
  stockAddsUp,
  neverNegative,
  oneChargePerOrder,
  capturedWithinAuthorized,
  refundedWithinCaptured,
  sameKeySameAnswer,
  otherBodyRefused,
  paidMeansFulfilledOrRefunded,
  reservedMeansClaimedOrReleased,
  eachChangeOnce,
  legalMovesOnly,
  noAccessAcrossCustomers,
];

/**
 * Checks all invariants.
 *
 * @param isAtRest  whether the system has nothing left to do; otherwise only the invariants that hold always are checked
 */
export function findViolations(
  snapshot: Snapshot,
  { isAtRest }: { readonly isAtRest: boolean },
): Violation[] {
  return invariants
    .filter(({ holds }) => isAtRest || holds === 'always')
    .flatMap(({ name, check }) => [...check(snapshot)].map((message) => ({ invariant: name, message })));
}
