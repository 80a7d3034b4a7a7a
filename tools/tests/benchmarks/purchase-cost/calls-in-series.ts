import type { Span } from '../../../local-cloud/src/contract/activity.ts';
import { closingPath, toEnd } from './closing-path.ts';

/**
 * Counts the AWS calls that wait for each other, from the request that completes a session to the write that marks it as
 * completed: the longest chain of calls of which each starts after the one before has ended. Only calls on the way count:
 * those of the functions that lead to the closing write, and of the states of the saga before it. Calls of the payment
 * provider are not AWS calls; polling the session is not on the way.
 *
 * @throws Error when the trace has no completed purchase
 */
export function callsInSeries(spans: readonly Span[]): number {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const path = closingPath(spans);
  const closing = path.at(-1)!;
  const onPath = new Set(path.map(({ id }) => id));
  const isOnTheWay = (span: Span): boolean => {
    if (span.kind !== 'call' || span.attributes['isOutbound'] === true) return false;
    const caller = byId.get(span.parentId ?? '');
    // The function leads to the closing write, or it ran in an earlier state of the saga.
    const next = path.find((each) => each.parentId === caller?.id);
    if (next !== undefined) return span === next || toEnd(span) <= next.startedAt;
    const state = byId.get(caller?.parentId ?? '');
    return state?.kind === 'state' && onPath.has(state.parentId ?? '') && toEnd(span) <= closing.startedAt;
  };
  return longestChain(spans.filter(isOnTheWay));
}

/** The largest number of spans of which no two overlap: the earliest end first (interval scheduling). */
function longestChain(spans: readonly Span[]): number {
  let count = 0;
  let freeFrom = -Infinity;
  for (const span of spans.toSorted((one, other) => toEnd(one) - toEnd(other))) {
    if (span.startedAt < freeFrom) continue;
    count++;
    freeFrom = toEnd(span);
  }
  return count;
}
