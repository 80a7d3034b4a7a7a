import type { ActivityLog, LogLine, LogQuery, Page, TraceQuery, TraceSummary } from '../contract/activity.ts';
import type { Recorder } from '../contract/recorder.ts';
import type { DeployedResource } from '../contract/resource.ts';
import { createChangeFeed, type ChangeFeed } from './change-feed.ts';
import { createDeployedResources } from './deployed-resources.ts';
import { createEdgeRates } from './edge-rates.ts';
import { createInterning } from './interned-texts.ts';
import { createLineStore, type LineLimits } from './line-store.ts';
import { compileLogQuery } from './log-search.ts';
import { createRecorder } from './recorder.ts';
import { createSpanIds } from './span-ids.ts';
import { compileTraceQuery } from './trace-search.ts';
import { createTraceStore, type TraceLimits } from './trace-store.ts';
import { createTraceView } from './trace-view.ts';

export interface Activity {
  readonly recorder: Recorder;
  readonly log: ActivityLog;
  /** What is stored, in estimated bytes. */
  size(): { readonly traces: number; readonly spans: number; readonly lines: number; readonly bytes: number };
}

export interface ActivityLimits {
  readonly traces: TraceLimits;
  readonly lines: LineLimits;
}

interface Dependencies {
  /** All deployed resources by `service/logicalId`. */
  readonly deployed: () => ReadonlyMap<string, DeployedResource>;
  readonly limits?: ActivityLimits;
  /** Epoch milliseconds with fractions. */
  readonly nowMs?: () => number;
}

const MEGABYTE = 1024 * 1024;
/** The figures are in docs/adr/0035-recorded-traces.md. */
export const ACTIVITY_LIMITS: ActivityLimits = {
  traces: { traces: 1_000, bytes: 32 * MEGABYTE, spansPerTrace: 5_000 },
  lines: { lines: 10_000, bytes: 8 * MEGABYTE },
};

// Names of functions, tables, actions and routes.
const SHARED_TEXTS = 5_000;
const TRACES_PER_PAGE = { default: 50, maximum: 1_000 };
const LINES_PER_PAGE = { default: 200, maximum: 10_000 };
const CLIENTS = 'external/clients';

/** Records what happens in the local cloud, in memory and within limits. */
export function createActivity({
  deployed,
  limits = ACTIVITY_LIMITS,
  nowMs = () => performance.timeOrigin + performance.now(),
}: Dependencies): Activity {
  const resources = createDeployedResources(deployed);
  const view = createTraceView(resources);
  const feed: ChangeFeed = createChangeFeed(view.summary);
  const store = createTraceStore(limits.traces, feed);
  const lines = createLineStore(limits.lines);
  const rates = createEdgeRates(nowMs);
  const withService = (line: LogLine): LogLine => {
    const service = view.serviceOf(line.functionName);
    return service === undefined ? line : { ...line, service };
  };
  const recorder = createRecorder({
    store,
    lines,
    rates,
    nowMs,
    intern: createInterning(SHARED_TEXTS),
    newSpanId: createSpanIds(),
    onLine: feed.line,
  });
  const toEdgeEnd = (resource: string): string =>
    resource === CLIENTS ? resource : (resources.keyOf(resource) ?? resource);

  function findTraces(query: TraceQuery): TraceSummary[] {
    const { matches } = compileTraceQuery(query, idsOfLines(query.text));
    const found: TraceSummary[] = [];
    for (const trace of store.traces()) {
      const summary = view.summary(trace);
      if (matches(trace, summary)) found.push(summary);
    }
    return found.toSorted((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? -1 : 1));
  }

  function idsOfLines(text: string | undefined): ReadonlySet<string> {
    const ids = new Set<string>();
    if (text === undefined) return ids;
    const matches = compileLogQuery({ text });
    for (const line of lines.newest()) {
      const id = line.correlationId ?? line.requestId;
      if (id !== undefined && matches(line)) ids.add(id);
    }
    return ids;
  }

  function findLines(query: LogQuery): Page<LogLine> {
    const matches = compileLogQuery(query);
    const limit = toLimit(query.limit, LINES_PER_PAGE);
    const items: LogLine[] = [];
    for (const stored of lines.newest(toSequence(query.cursor))) {
      const line = withService(stored);
      if (!matches(line)) continue;
      if (items.length === limit) return { items, nextCursor: String(items.at(-1)!.sequence) };
      items.push(line);
    }
    return { items };
  }

  return {
    recorder,
    size() {
      const traces = store.size();
      const kept = lines.size();
      return { ...traces, lines: kept.lines, bytes: traces.bytes + kept.bytes };
    },
    log: {
      traces(query = {}) {
        const all = findTraces(query);
        const limit = toLimit(query.limit, TRACES_PER_PAGE);
        const after = query.cursor === undefined ? undefined : parseCursor(query.cursor);
        const rest = after === undefined ? all : all.filter((summary) => isAfter(summary, after));
        const items = rest.slice(0, limit);
        return rest.length > limit ? { items, nextCursor: toCursor(items.at(-1)!) } : { items };
      },
      trace(id) {
        const trace = store.trace(id);
        const oldestFirst = [...lines.newest()].map(withService).toReversed();
        return trace && view.trace(trace, oldestFirst, (other) => store.trace(other)?.id === other);
      },
      logs: (query = {}) => findLines(query),
      rates: (windowSeconds) =>
        rates
          .sum(windowSeconds)
          .map((rate) => ({ ...rate, from: toEdgeEnd(rate.from), to: toEdgeEnd(rate.to) })),
      subscribe: (listener) =>
        feed.subscribe((change) => listener({ ...change, lines: change.lines.map(withService) })),
      clear() {
        store.clear();
        lines.clear();
        rates.clear();
      },
    },
  };
}

const toLimit = (
  wanted: number | undefined,
  { default: otherwise, maximum }: { readonly default: number; readonly maximum: number },
): number => Math.min(Math.max(1, wanted ?? otherwise), maximum);

const toSequence = (cursor: string | undefined): number | undefined =>
  cursor === undefined || !/^\d+$/.test(cursor) ? undefined : Number(cursor);

/** The place of a trace in the list, which is stable while newer traces are added. */
const toCursor = ({ startedAt, id }: TraceSummary): string => `${startedAt}~${id}`;

function parseCursor(cursor: string): { readonly startedAt: number; readonly id: string } | undefined {
  const [, startedAt, id = ''] = /^([\d.]+)~(.*)$/.exec(cursor) ?? [];
  return startedAt === undefined ? undefined : { startedAt: Number(startedAt), id };
}

const isAfter = (
  summary: TraceSummary,
  after: { readonly startedAt: number; readonly id: string },
): boolean =>
  summary.startedAt < after.startedAt || (summary.startedAt === after.startedAt && summary.id > after.id);
