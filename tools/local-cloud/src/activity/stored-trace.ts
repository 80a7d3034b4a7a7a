import type { Attributes, SpanError, SpanKind, SpanStatus, TraceSummary } from '../contract/activity.ts';

/** A span in memory. It belongs to several traces if a batch caused it. */
export interface StoredSpan {
  readonly id: string;
  readonly kind: SpanKind;
  name: string;
  resource: string | undefined;
  readonly startedAt: number;
  durationMillis: number | undefined;
  status: SpanStatus;
  error: SpanError | undefined;
  readonly requestId: string | undefined;
  attributes: Attributes;
  /** The ids of the spans that caused this one. */
  readonly parents: readonly string[];
  traces: readonly StoredTrace[];
  bytes: number;
}

/** A trace in memory. Until its correlation id is known, its id is the root of the trace header. */
export interface StoredTrace {
  id: string;
  isCorrelated: boolean;
  readonly spans: StoredSpan[];
  /** The roots of the trace headers whose effects belong to this trace. */
  readonly roots: Set<string>;
  orderId: string | undefined;
  bytes: number;
  isTruncated: boolean;
  /** The summary of the current state; undefined after a change. */
  summary: TraceSummary | undefined;
}

export const newTrace = (id: string, isCorrelated: boolean): StoredTrace => ({
  id,
  isCorrelated,
  spans: [],
  roots: new Set(),
  orderId: undefined,
  bytes: TRACE_BYTES,
  isTruncated: false,
  summary: undefined,
});

// A span with its attributes and its entries in lists and maps takes 450 bytes of heap, measured with 41,000 spans of calls.
const SPAN_BYTES = 400;
const TRACE_BYTES = 1_000;

/** Estimates the memory of a span. Names and ARNs are shared by many spans, so they are not counted. */
export function estimateBytes({ attributes, error }: Pick<StoredSpan, 'attributes' | 'error'>): number {
  let bytes = SPAN_BYTES + (error === undefined ? 0 : error.type.length + error.message.length);
  for (const value of Object.values(attributes)) bytes += typeof value === 'string' ? value.length + 24 : 12;
  return bytes;
}
