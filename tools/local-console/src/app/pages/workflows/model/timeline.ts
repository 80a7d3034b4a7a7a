import type { Attempt, Visit } from './visits.ts';

/** A visit as a bar; fractions of the whole time, from 0 to 1. */
export interface Bar {
  readonly visit: Visit;
  readonly start: number;
  readonly width: number;
  /** How deep in Parallel and Map states. */
  readonly depth: number;
  readonly attempts: readonly { readonly attempt: Attempt; readonly start: number; readonly width: number }[];
}

/** The visits as bars over the time of the execution, in the order in which they began. */
export function timeline(
  visits: readonly Visit[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Bar[] {
  const span = Math.max(1, to - from);
  const place = (startedAt: number, endedAt = to) => ({
    start: clamp((startedAt - from) / span),
    width: clamp((endedAt - startedAt) / span),
  });
  return visits.map((visit) => ({
    visit,
    ...place(visit.enteredAt, visit.exitedAt),
    depth: visit.within.length,
    attempts: visit.attempts.map((attempt) => ({ attempt, ...place(attempt.startedAt, attempt.endedAt) })),
  }));
}

const clamp = (fraction: number): number => Math.min(1, Math.max(0, fraction));
