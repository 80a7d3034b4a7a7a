import type { Recorder, RunningSpan, SpanEnd, SpanStart, SpanUpdate } from '../contract/recorder.ts';
import { newTraceHeader, parseTraceHeader, type TraceLink } from '../contract/trace-header.ts';
import type { EdgeRates } from './edge-rates.ts';
import type { Intern } from './interned-texts.ts';
import { toLogLine } from './log-line.ts';
import type { LineStore } from './line-store.ts';
import { redactError } from './redact-error.ts';
import { createRunningCallers } from './running-callers.ts';
import { estimateBytes, type StoredSpan } from './stored-trace.ts';
import type { TraceStore } from './trace-store.ts';
import type { LogLine } from '../contract/activity.ts';

interface Dependencies {
  readonly store: TraceStore;
  readonly lines: LineStore;
  readonly rates: EdgeRates;
  readonly intern: Intern;
  readonly newSpanId: () => string;
  readonly nowMs: () => number;
  readonly onLine: (line: LogLine) => void;
}

/** The `from` of an edge whose source is outside of the system. */
const CLIENTS = 'external/clients';

/** Records spans and log lines in memory, and links each span to its causes. */
export function createRecorder(deps: Dependencies): Recorder {
  const { store, lines, rates, intern, newSpanId, nowMs, onLine } = deps;
  const callers = createRunningCallers();

  function start(begin: SpanStart): RunningSpan {
    const links = (begin.causes ?? []).filter((cause) => cause !== undefined).map(parseTraceHeader);
    const parents = findParents(links, begin.caller);
    const root = toRoot(links, parents);
    const { kind, name, resource, requestId, attributes = {}, correlationIds = [] } = begin;
    const roots = links.flatMap((link) => link.root ?? []);
    const span: StoredSpan = {
      id: newSpanId(),
      kind,
      name: intern(name),
      resource: resource === undefined ? undefined : intern(resource),
      startedAt: begin.startedAt ?? nowMs(),
      durationMillis: undefined,
      status: 'running',
      error: undefined,
      requestId,
      attributes,
      parents: parents.map(({ id }) => id),
      traces: store.resolve({ parents, roots, correlationIds, root }),
      bytes: 0,
    };
    span.bytes = estimateBytes(span);
    store.add(span);
    callers.add(span);
    const sources = kind === 'request' ? [CLIENTS] : distinctResources(parents);
    return running(span, `Root=${root};Parent=${span.id};Sampled=1`, sources, begin.alsoCalled ?? []);
  }

  function findParents(links: readonly TraceLink[], caller: string | undefined): readonly StoredSpan[] {
    const parents = links
      .map(({ parent }) => (parent === undefined ? undefined : store.span(parent)))
      .filter((span) => span !== undefined);
    if (parents.length > 0 || caller === undefined || links.some(({ root }) => isKnownRoot(root)))
      return parents;
    const latest = callers.latest(caller);
    return latest === undefined ? [] : [latest];
  }

  const isKnownRoot = (root: string | undefined): boolean =>
    root !== undefined && store.trace(root) !== undefined;

  /** A batch with several roots begins a new one, as on AWS. */
  function toRoot(links: readonly TraceLink[], parents: readonly StoredSpan[]): string {
    const [first] = links;
    if (first?.root !== undefined && links.every(({ root }) => root === first.root)) return first.root;
    const [onlyParent] = parents.length === 1 ? parents : [];
    const [inherited] = onlyParent?.traces[0]?.roots ?? [];
    return inherited ?? newTraceHeader().slice('Root='.length);
  }

  function running(
    span: StoredSpan,
    header: string,
    sources: readonly string[],
    alsoCalled: readonly string[],
  ): RunningSpan {
    let hasEnded = false;

    function apply({ name, resource, correlationId, attributes }: SpanUpdate): void {
      if (name !== undefined) span.name = intern(name);
      if (resource !== undefined) span.resource = intern(resource);
      if (attributes !== undefined) span.attributes = { ...span.attributes, ...attributes };
      if (correlationId !== undefined) store.correlate(span, correlationId, true);
      store.touch(span, estimateBytes(span) - span.bytes);
    }

    return {
      header,
      update: (update) => {
        if (!hasEnded) apply(update);
      },
      end({ status = 'ok', error, ...update }: SpanEnd = {}) {
        if (hasEnded) return;
        hasEnded = true;
        span.durationMillis = nowMs() - span.startedAt;
        span.status = status;
        span.error = error && redactError(error);
        apply(update);
        callers.remove(span);
        countEdges(span, sources, alsoCalled);
      },
    };
  }

  function countEdges(
    { resource, status }: StoredSpan,
    sources: readonly string[],
    alsoCalled: readonly string[],
  ): void {
    if (resource === undefined) return;
    for (const from of sources)
      for (const to of [resource, ...alsoCalled]) if (from !== to) rates.count(from, to, status !== 'ok');
  }

  return {
    start,
    line(written) {
      // A line in the embedded metric format is a metric.
      if (written.entry !== undefined && '_aws' in written.entry) return;
      const line = toLogLine(written, nowMs());
      const span = line.requestId === undefined ? undefined : store.spanOfRequest(line.requestId);
      if (span !== undefined) {
        if (line.correlationId !== undefined) store.correlate(span, line.correlationId, false);
        const orderId = written.entry?.['orderId'];
        if (typeof orderId === 'string') learnOrder(span, orderId, line.correlationId);
      }
      onLine(lines.add(line));
    },
  };

  /** A line of a batch belongs to one of its traces. */
  function learnOrder(span: StoredSpan, orderId: string, correlationId: string | undefined): void {
    const named = span.traces.filter(({ id }) => id === correlationId);
    for (const trace of named.length > 0 ? named : span.traces) {
      if (trace.orderId !== undefined) continue;
      trace.orderId = orderId;
      trace.summary = undefined;
    }
  }
}

function distinctResources(spans: readonly StoredSpan[]): readonly string[] {
  const [only, ...others] = spans;
  if (others.length === 0) return only?.resource === undefined ? [] : [only.resource];
  return [...new Set(spans.flatMap(({ resource }) => resource ?? []))];
}
