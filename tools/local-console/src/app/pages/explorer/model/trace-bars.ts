import type { Span, Trace } from '../../../../../../local-cloud/src/contract/activity.ts';
import { buildTree, endOf, walk } from '../../traces/model/span-tree.ts';

/** A span as a bar: offset and width are fractions of the trace. */
export interface TraceBar {
  readonly span: Span;
  readonly depth: number;
  readonly offset: number;
  readonly width: number;
  readonly durationMillis: number;
}

const SHOWN = 24;

/**
 * Draws the first spans of a trace, without the calls to AWS, whose place is the page of the trace.
 *
 * @param now  epoch milliseconds, where running spans end
 */
export function traceBars({ spans }: Pick<Trace, 'spans'>, now: number): TraceBar[] {
  const start = Math.min(...spans.map(({ startedAt }) => startedAt));
  const end = Math.max(...spans.map((span) => endOf(span, now)));
  const total = Math.max(end - start, 1);
  return [...walk(buildTree(spans))]
    .filter(({ span }) => span.kind !== 'call')
    .slice(0, SHOWN)
    .map((node) => {
      const durationMillis = endOf(node.span, now) - node.span.startedAt;
      let depth = 0;
      for (let { parent } = node; parent !== undefined; { parent } = parent) depth++;
      return {
        span: node.span,
        depth,
        offset: (node.span.startedAt - start) / total,
        width: durationMillis / total,
        durationMillis,
      };
    });
}
