import { newTrace, type StoredSpan, type StoredTrace } from './stored-trace.ts';

export interface TraceLimits {
  readonly traces: number;
  readonly bytes: number;
  readonly spansPerTrace: number;
}

/** What a span starts from. */
export interface Origin {
  readonly parents: readonly StoredSpan[];
  /** Roots of the trace headers of the causes. */
  readonly roots: readonly string[];
  readonly correlationIds: readonly string[];
  /** The root of the new span's own trace header. */
  readonly root: string;
}

/** Notified of traces that changed or ceased to exist. */
export interface TraceListener {
  changed(trace: StoredTrace): void;
  removed(traceId: string): void;
}

export interface TraceStore {
  span(id: string): StoredSpan | undefined;
  /** The latest span of a request id. */
  spanOfRequest(requestId: string): StoredSpan | undefined;
  /** Finds a trace by its id, or by the root that was its id before its correlation id became known. */
  trace(id: string): StoredTrace | undefined;
  /** The least recently active first. */
  traces(): Iterable<StoredTrace>;
  size(): { readonly traces: number; readonly spans: number; readonly bytes: number };
  /** Finds or creates the traces of a new span. */
  resolve(origin: Origin): readonly StoredTrace[];
  add(span: StoredSpan): void;
  /** Called after a change of the span, with the change of its size. */
  touch(span: StoredSpan, addedBytes: number): void;
  /**
   * Learns the correlation id of a span: its uncorrelated traces become that trace.
   *
   * @param isCertain whether to add the span to a new trace even if it belongs to other traces already
   */
  correlate(span: StoredSpan, correlationId: string, isCertain: boolean): void;
  clear(): void;
}

// A text of 35 characters in a set and a map.
const ROOT_BYTES = 150;

/**
 * Holds the latest traces. Beyond a limit, the least recently active trace is dropped with the spans that belong to no other
 * trace; spans beyond the limit of one trace are not stored.
 */
export function createTraceStore(limits: TraceLimits, listener: TraceListener): TraceStore {
  // In the order of their last activity.
  const traces = new Map<string, StoredTrace>();
  const byRoot = new Map<string, StoredTrace>();
  const spans = new Map<string, StoredSpan>();
  const byRequest = new Map<string, StoredSpan>();
  let bytes = 0;

  function create(id: string, isCorrelated: boolean): StoredTrace {
    const trace = newTrace(id, isCorrelated);
    traces.set(id, trace);
    bytes += trace.bytes;
    return trace;
  }

  function link(root: string, trace: StoredTrace): void {
    if (!trace.roots.has(root)) grow(trace, ROOT_BYTES);
    trace.roots.add(root);
    byRoot.set(root, trace);
  }

  function grow(trace: StoredTrace, addedBytes: number): void {
    trace.bytes += addedBytes;
    bytes += addedBytes;
  }

  function changed(trace: StoredTrace): void {
    trace.summary = undefined;
    listener.changed(trace);
  }

  function moveToEnd(trace: StoredTrace): void {
    traces.delete(trace.id);
    traces.set(trace.id, trace);
  }

  function append(trace: StoredTrace, span: StoredSpan): void {
    if (trace.spans.length >= limits.spansPerTrace) {
      trace.isTruncated = true;
      span.traces = span.traces.filter((each) => each !== trace);
      return;
    }
    trace.spans.push(span);
    grow(trace, span.bytes);
  }

  function remember(span: StoredSpan): void {
    if (span.traces.length === 0) return;
    spans.set(span.id, span);
    if (span.requestId !== undefined) byRequest.set(span.requestId, span);
  }

  function forget(span: StoredSpan): void {
    spans.delete(span.id);
    if (span.requestId !== undefined && byRequest.get(span.requestId) === span)
      byRequest.delete(span.requestId);
  }

  function drop(trace: StoredTrace): void {
    traces.delete(trace.id);
    bytes -= trace.bytes;
    for (const root of trace.roots) if (byRoot.get(root) === trace) byRoot.delete(root);
    for (const span of trace.spans) {
      span.traces = span.traces.filter((each) => each !== trace);
      if (span.traces.length === 0) forget(span);
    }
    listener.removed(trace.id);
  }

  function dropLeastActive(): void {
    while (traces.size > limits.traces || (bytes > limits.bytes && traces.size > 1)) {
      const [least] = traces.values();
      drop(least!);
    }
  }

  /** Moves the spans of an uncorrelated trace. */
  function merge(from: StoredTrace, into: StoredTrace): void {
    traces.delete(from.id);
    bytes -= from.bytes;
    for (const root of from.roots) link(root, into);
    for (const span of from.spans) {
      const others = span.traces.filter((each) => each !== from);
      span.traces = others.includes(into) ? others : [...others, into];
      if (!others.includes(into)) append(into, span);
      if (span.traces.length === 0) forget(span);
    }
    into.isTruncated ||= from.isTruncated;
    into.orderId ??= from.orderId;
    listener.removed(from.id);
    moveToEnd(into);
    changed(into);
  }

  function rename(trace: StoredTrace, id: string): void {
    traces.delete(trace.id);
    listener.removed(trace.id);
    trace.id = id;
    trace.isCorrelated = true;
    traces.set(id, trace);
    changed(trace);
  }

  /** Gives an uncorrelated trace its correlation id. @returns the trace of that id */
  function identify(trace: StoredTrace, correlationId: string): StoredTrace {
    const known = traces.get(correlationId);
    if (known !== undefined) merge(trace, known);
    else rename(trace, correlationId);
    return known ?? trace;
  }

  function join(span: StoredSpan, trace: StoredTrace): void {
    if (span.traces.includes(trace)) return;
    span.traces = [...span.traces, trace];
    append(trace, span);
    // Its earlier traces may have been dropped while it was running.
    remember(span);
    moveToEnd(trace);
    changed(trace);
  }

  function inherit({ parents, roots }: Origin): readonly StoredTrace[] {
    const inherited = new Set<StoredTrace>();
    for (const parent of parents) for (const trace of parent.traces) inherited.add(trace);
    // The span that is the cause is no longer stored, or never was.
    if (inherited.size === 0)
      for (const root of roots) {
        const trace = byRoot.get(root);
        if (trace !== undefined) inherited.add(trace);
      }
    return [...inherited];
  }

  return {
    span: (id) => spans.get(id),
    spanOfRequest: (requestId) => byRequest.get(requestId),
    trace: (id) => traces.get(id) ?? byRoot.get(id),
    traces: () => traces.values(),
    size: () => ({ traces: traces.size, spans: spans.size, bytes }),
    resolve(origin) {
      const { correlationIds, root } = origin;
      let inherited = inherit(origin);
      const [first, ...more] = inherited;
      const [onlyId, ...furtherIds] = correlationIds;
      if (first && onlyId && more.length + furtherIds.length === 0 && isDirectInvocation(first))
        inherited = [identify(first, onlyId)];
      // A record of a batch belongs to its own trace only.
      const named = inherited.filter(({ id }) => correlationIds.includes(id));
      if (named.length > 0 && named.length === correlationIds.length) return named;
      const others = correlationIds
        .filter((id) => named.every((trace) => trace.id !== id))
        .map((id) => traces.get(id) ?? create(id, true));
      const all = [...inherited, ...others];
      if (all.length === 0) all.push(create(root, false));
      if (!byRoot.has(root)) link(root, all[0]!);
      return all;
    },
    add(span) {
      for (const trace of span.traces) append(trace, span);
      remember(span);
      for (const trace of span.traces) {
        moveToEnd(trace);
        changed(trace);
      }
      dropLeastActive();
    },
    touch(span, addedBytes) {
      span.bytes += addedBytes;
      for (const trace of span.traces) {
        grow(trace, addedBytes);
        changed(trace);
      }
    },
    correlate(span, correlationId, isCertain) {
      for (const trace of span.traces) if (!trace.isCorrelated) identify(trace, correlationId);
      const known = traces.get(correlationId) ?? (isCertain ? create(correlationId, true) : undefined);
      if (known === undefined) return;
      join(span, known);
      dropLeastActive();
    },
    clear() {
      for (const trace of traces.values()) drop(trace);
    },
  };
}

/**
 * Whether the first correlation id in a call is that of the whole trace. A request names its own in its response, and a
 * schedule works on records of many traces.
 */
const isDirectInvocation = ({ isCorrelated, spans }: StoredTrace): boolean =>
  !isCorrelated && spans[0]?.kind === 'invocation';
