import type { Attributes, LogLine, Span, Trace, TraceSummary } from '../contract/activity.ts';
import type { DeployedResources } from './deployed-resources.ts';
import type { StoredSpan, StoredTrace } from './stored-trace.ts';

export interface TraceView {
  summary(trace: StoredTrace): TraceSummary;
  /** @param lines oldest first; those of the trace are selected */
  trace(trace: StoredTrace, lines: Iterable<LogLine>, isTrace: (correlationId: string) => boolean): Trace;
  /** The service that deployed a resource, by ARN or name. */
  serviceOf(arnOrName: string): string | undefined;
}

/** Converts stored traces to what readers receive. */
export function createTraceView(resources: DeployedResources): TraceView {
  const serviceOf = (arnOrName: string): string | undefined => resources.keyOf(arnOrName)?.split('/', 1)[0];

  function toSpan(span: StoredSpan, traceId: string, ids: ReadonlySet<string>): Span {
    const { id, kind, name, resource, startedAt, durationMillis, status, error, requestId, attributes } =
      span;
    const parentId = span.parents.find((parent) => ids.has(parent));
    const resourceKey = resource === undefined ? undefined : resources.keyOf(resource);
    return {
      id,
      traceId,
      ...(parentId !== undefined && { parentId }),
      kind,
      name,
      ...(resourceKey !== undefined && { service: resourceKey.split('/', 1)[0]!, resourceKey }),
      ...(resource !== undefined && { resource }),
      startedAt,
      ...(durationMillis !== undefined && { durationMillis }),
      status,
      ...(error !== undefined && { error }),
      ...(requestId !== undefined && { requestId }),
      attributes,
    };
  }

  function summary(trace: StoredTrace): TraceSummary {
    return (trace.summary ??= summarize(trace, resources.keyOf));
  }

  return {
    serviceOf,
    summary,
    trace(trace, lines, isTrace) {
      const spans = inOrder(trace.spans);
      const ids = new Set(spans.map(({ id }) => id));
      return {
        summary: summary(trace),
        spans: spans.map((span) => toSpan(span, trace.id, ids)),
        lines: linesOf(trace, lines, isTrace),
        isTruncated: trace.isTruncated,
      };
    },
  };
}

const inOrder = (spans: readonly StoredSpan[]): readonly StoredSpan[] =>
  spans.toSorted((one, other) => one.startedAt - other.startedAt);

/**
 * A line with the correlation id of a trace belongs to that trace; any other line belongs to the traces of its invocation or
 * task. A batch logs under a correlation id of its own until it reads its first record.
 */
function linesOf(
  { id, spans }: StoredTrace,
  lines: Iterable<LogLine>,
  isTrace: (correlationId: string) => boolean,
): readonly LogLine[] {
  const requestIds = new Set(spans.flatMap(({ requestId }) => requestId ?? []));
  return [...lines].filter(({ correlationId, requestId }) => {
    if (correlationId !== undefined && isTrace(correlationId)) return correlationId === id;
    return requestId !== undefined && requestIds.has(requestId);
  });
}

// The services that took part, not those whose resources were only called.
const TAKING_PART = new Set<StoredSpan['kind']>(['request', 'invocation', 'execution', 'task']);

function summarize({ id, spans, orderId }: StoredTrace, keyOf: DeployedResources['keyOf']): TraceSummary {
  let first: StoredSpan | undefined;
  let request: StoredSpan | undefined;
  let endedAt = Number.NEGATIVE_INFINITY;
  let isRunning = false;
  let errorCount = 0;
  let coldStarts = 0;
  let customerId: string | undefined;
  const services = new Set<string>();
  for (const span of spans) {
    const { kind, startedAt, durationMillis, status, attributes, resource } = span;
    if (first === undefined || startedAt < first.startedAt) first = span;
    if (kind === 'request' && (request === undefined || startedAt < request.startedAt)) request = span;
    endedAt = Math.max(endedAt, startedAt + (durationMillis ?? 0));
    if (status === 'running') isRunning ||= kind !== 'message';
    else if (status !== 'ok') errorCount += 1;
    if (attributes['coldStart'] === true) coldStarts += 1;
    customerId ??= toCustomerId(attributes, keyOf);
    orderId ??= toText(attributes['orderId']);
    const service =
      resource !== undefined && TAKING_PART.has(kind) ? keyOf(resource)?.split('/', 1)[0] : undefined;
    if (service !== undefined) services.add(service);
  }
  const named = request ?? first;
  const httpStatus = request?.attributes['httpStatus'];
  const startedAt = first?.startedAt ?? 0;
  return {
    id,
    startedAt,
    durationMillis: Math.max(0, endedAt - startedAt),
    name: named?.name ?? id,
    status: isRunning ? 'running' : (named?.status ?? 'ok'),
    spanCount: spans.length,
    errorCount,
    coldStarts,
    services: [...services].toSorted(),
    ...(customerId !== undefined && { customerId }),
    ...(orderId !== undefined && { orderId }),
    ...(typeof httpStatus === 'number' && { httpStatus }),
  };
}

/** A signed-in user whose pool is named after customers in its template. */
function toCustomerId(
  { userId, userPoolId }: Attributes,
  keyOf: DeployedResources['keyOf'],
): string | undefined {
  const pool = typeof userPoolId === 'string' ? keyOf(userPoolId) : undefined;
  return pool !== undefined && /customer/i.test(pool) ? toText(userId) : undefined;
}

const toText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
