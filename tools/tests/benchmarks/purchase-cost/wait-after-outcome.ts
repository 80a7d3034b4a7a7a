import type { Span } from '../../../local-cloud/src/contract/activity.ts';
import { closingPath, toEnd } from './closing-path.ts';

/** The end of a request with `Prefer: wait`, after its order has ended. */
export interface WaitAfterOutcome {
  /** From the write that marks the session as completed to the response. */
  readonly millis: number;
  /** The reads of the session that began after that write: the first one should end the wait. */
  readonly reads: number;
}

/** @throws Error when the trace has no completed purchase */
export function waitAfterOutcome(spans: readonly Span[]): WaitAfterOutcome {
  const path = closingPath(spans);
  const outcomeAt = toEnd(path.at(-1)!);
  const [request, invocation] = path;
  const reads = spans.filter(
    ({ kind, name, parentId, startedAt }) =>
      kind === 'call' && name === 'dynamodb:GetItem' && parentId === invocation?.id && startedAt >= outcomeAt,
  );
  return { millis: toEnd(request!) - outcomeAt, reads: reads.length };
}
