import type { Attributes, SpanError, SpanKind, SpanStatus } from './activity.ts';
import { toTraceHeader } from './trace-header.ts';

/** The start of a span. */
export interface SpanStart {
  readonly kind: SpanKind;
  readonly name: string;
  /** The ARN of what runs or is called. */
  readonly resource?: string;
  /** Further ARNs that are called, such as the other tables of a transaction. */
  readonly alsoCalled?: readonly string[];
  /** Trace headers of the causes; a batch has several. */
  readonly causes?: readonly (string | undefined)[];
  /** The principal that calls; its running span is the cause when no trace header names one. */
  readonly caller?: string;
  /** Correlation ids in the message, event or item. */
  readonly correlationIds?: readonly string[];
  /** Of an invocation, a request or a task; log lines name it. */
  readonly requestId?: string;
  readonly attributes?: Attributes;
  /** Epoch milliseconds, for work that is reported after its end. Default: now. */
  readonly startedAt?: number;
}

/** What becomes known while a span is running. */
export interface SpanUpdate {
  readonly name?: string;
  readonly resource?: string;
  readonly correlationId?: string | undefined;
  readonly attributes?: Attributes;
}

export interface SpanEnd extends SpanUpdate {
  /** Default: `ok`. */
  readonly status?: Exclude<SpanStatus, 'running'>;
  readonly error?: SpanError;
}

export interface RunningSpan {
  /** The trace header for everything that the span causes. */
  readonly header: string;
  update(update: SpanUpdate): void;
  /** Ends the span; later calls have no effect. */
  end(end?: SpanEnd): void;
}

/** A log line of a function or task. */
export interface WrittenLine {
  /** The function, or `FAMILY/CONTAINER` of a task. */
  readonly source: string;
  readonly text: string;
  /** The parsed line, if it is a JSON object. */
  readonly entry?: Readonly<Record<string, unknown>> | undefined;
  /** Of the task that wrote the line; a function writes its request id into the line. */
  readonly requestId?: string | undefined;
}

/** Records what the local cloud does. The local services call it; it never throws and never waits. */
export interface Recorder {
  start(span: SpanStart): RunningSpan;
  line(line: WrittenLine): void;
}

/** Records nothing. Trace headers are passed on unchanged. */
export const noRecorder: Recorder = {
  start: ({ causes }) => ({ header: toTraceHeader(causes?.find(Boolean)), update() {}, end() {} }),
  line() {},
};
