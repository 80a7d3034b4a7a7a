import type { FaultCase } from './cases.ts';
import { kindsOf } from './fault-kinds.ts';

/** Takes a case of each kind in turn, so that a sample has all kinds. */
export function interleaved(cases: readonly FaultCase[]): readonly FaultCase[] {
  const counts = new Map<string, number>();
  const ranked = cases.map((each) => {
    const kind = [...kindsOf({ scenario: each.scenario, rules: [each.rule] })].join();
    const rank = counts.get(kind) ?? 0;
    counts.set(kind, rank + 1);
    return { each, rank };
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ each }) => each);
}
