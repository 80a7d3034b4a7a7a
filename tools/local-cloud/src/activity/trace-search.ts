import type { TraceQuery, TraceSummary } from '../contract/activity.ts';
import type { StoredTrace } from './stored-trace.ts';

export interface TraceSearch {
  matches(trace: StoredTrace, summary: TraceSummary): boolean;
}

/**
 * Compiles a query. The cheap conditions come first, because the text is searched in all spans.
 *
 * @param idsOfLines the correlation and request ids of the log lines that contain the text
 */
export function compileTraceQuery(query: TraceQuery, idsOfLines: ReadonlySet<string>): TraceSearch {
  const { minimumMillis = 0, customerId, orderId, correlationId, service } = query;
  const text = query.text?.toLowerCase();
  const route = query.route?.toLowerCase();
  const status = query.status?.toLowerCase();

  const matchesSummary = (summary: TraceSummary): boolean =>
    summary.durationMillis >= minimumMillis &&
    (customerId === undefined || summary.customerId === customerId) &&
    (orderId === undefined || summary.orderId === orderId) &&
    (correlationId === undefined || summary.id === correlationId) &&
    (service === undefined || summary.services.includes(service)) &&
    (status === undefined || matchesStatus(summary, status));

  const hasRoute = ({ spans }: StoredTrace): boolean =>
    route === undefined ||
    spans.some(({ kind, name }) => kind === 'request' && name.toLowerCase().includes(route));

  const hasText = (trace: StoredTrace, summary: TraceSummary): boolean =>
    text === undefined ||
    idsOfLines.has(trace.id) ||
    [summary.id, summary.orderId, summary.customerId].some((id) => id?.toLowerCase().includes(text)) ||
    trace.spans.some(
      (span) =>
        (span.requestId !== undefined && (idsOfLines.has(span.requestId) || span.requestId.includes(text))) ||
        span.name.toLowerCase().includes(text) ||
        span.resource?.toLowerCase().includes(text) ||
        span.error?.type.toLowerCase().includes(text) ||
        span.error?.message.toLowerCase().includes(text) ||
        Object.values(span.attributes).some(
          (value) => typeof value === 'string' && value.toLowerCase().includes(text),
        ),
    );

  return {
    matches: (trace, summary) => matchesSummary(summary) && hasRoute(trace) && hasText(trace, summary),
  };
}

/** `409`, `4xx`, or the status of a trace: `error`. */
function matchesStatus({ httpStatus, status, errorCount }: TraceSummary, wanted: string): boolean {
  const [, hundreds] = /^([1-5])xx$/.exec(wanted) ?? [];
  if (hundreds !== undefined) return Math.floor((httpStatus ?? 0) / 100) === Number(hundreds);
  if (/^\d+$/.test(wanted)) return httpStatus === Number(wanted);
  return wanted === 'error' ? errorCount > 0 : status === wanted;
}
