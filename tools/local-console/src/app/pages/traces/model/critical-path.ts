import { type SpanNode, endOf, walk } from './span-tree.ts';

/** A part of the time of a trace, and the span that determined it; a gap has none. */
export interface Segment {
  readonly spanId: string | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * Finds what determined when the trace ended: walks backwards from the last end, always into the child that ended last, and
 * from the start of an asynchronous span into what caused it.
 *
 * The synchronous part is the algorithm of Jaeger and CRISP:
 * https://www.usenix.org/conference/atc22/presentation/zhang-zhizhou
 *
 * @returns segments without overlap, oldest first, from the start of the first cause to the end of the last span
 */
export function criticalPath(roots: readonly SpanNode[], now: number): readonly Segment[] {
  const last = lastToEnd(roots, now);
  if (last === undefined) return [];
  const segments: Segment[] = [];
  const add = (spanId: string | undefined, from: number, to: number) => {
    if (to > from) segments.push({ spanId, from, to });
  };

  /** Explains the time from the start of a span until `until`. */
  const explain = ({ span, children }: SpanNode, until: number) => {
    let time = until;
    const latestFirst = children
      .map((child) => ({ child, end: endOf(child.span, now) }))
      .toSorted((one, other) => other.end - one.end);
    for (const { child, end } of latestFirst) {
      // A child that outlives this moment did not hold it up.
      if (end > time || child.span.startedAt < span.startedAt) continue;
      add(span.id, end, time);
      explain(child, end);
      time = Math.min(time, child.span.startedAt);
    }
    add(span.id, span.startedAt, time);
  };

  let time = endOf(last.span, now);
  for (let node: SpanNode | undefined = last; node !== undefined; node = node.parent) {
    const { startedAt } = node.span;
    if (startedAt > time) continue;
    const end = Math.min(time, endOf(node.span, now));
    add(undefined, end, time);
    explain(node, end);
    time = startedAt;
  }
  return segments.toSorted((one, other) => one.from - other.from);
}

/** The outermost of the spans that ended last. */
function lastToEnd(roots: readonly SpanNode[], now: number): SpanNode | undefined {
  let last: SpanNode | undefined;
  for (const node of walk(roots))
    if (last === undefined || endOf(node.span, now) > endOf(last.span, now)) last = node;
  return last;
}
