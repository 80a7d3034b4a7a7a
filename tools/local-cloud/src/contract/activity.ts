/**
 * What the local cloud records: spans, log lines and the rates of its edges. All types are plain JSON, so that the console
 * server sends them unchanged. The decision is in docs/adr/0035-recorded-traces.md.
 */

/**
 * - `request`: an HTTP request to API Gateway
 * - `invocation`: one attempt to run a function
 * - `call`: a call to the AWS endpoint, or an HTTP request to another system
 * - `message`: a message in a queue, from sending to the end of its last receipt
 * - `delivery`: what a service passes on: a topic to a subscription, a stream to a function, a rule to a target
 * - `execution`: an execution of a state machine
 * - `state`: a visit of an execution to a state
 * - `task`: an ECS task
 */
export type SpanKind =
  'request' | 'invocation' | 'call' | 'message' | 'delivery' | 'execution' | 'state' | 'task';

/** `throttled`: refused by a rate or concurrency limit. `denied`: refused by a role, an authorizer or a web ACL. */
export type SpanStatus = 'running' | 'ok' | 'error' | 'throttled' | 'denied';

export interface SpanError {
  readonly type: string;
  readonly message: string;
}

/**
 * Details by kind of span. All of them are optional for a reader.
 *
 * - `request`: `method`, `route`, `path`, `httpStatus`, `api`, `userId`, `userPoolId`, `orderId`, `refusal` (the type of a gateway response), `problem`
 * - `invocation`: `trigger`, `coldStart`, `initMillis`, `waitMillis`, `memoryMegabytes`, `memoryLimitMegabytes`, `attempt`, `batchSize`, `timedOut`
 * - `call`: `caller`, `isOutbound` (an HTTP request to another system), `attempt`, `maxAttempts`, `httpStatus`, `readUnits`, `writeUnits`, `missingAction`
 * - `message`: `messageId`, `receiveCount`, `isDeadLetter`, `isPurged`
 * - `delivery`: none yet
 * - `execution`: `executionArn`, `executionName`, `result`
 * - `state`: `type`, `attempts`, `caughtBy`
 * - `task`: `taskArn`, `exitCode`, `stopReason`
 */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work with a start and an end. */
export interface Span {
  /** 16 hexadecimal digits, as the parent in an X-Ray trace header. */
  readonly id: string;
  /** The trace that was read. A span of a batch is in several traces. */
  readonly traceId: string;
  /** The span of the same trace that caused this one. */
  readonly parentId?: string;
  readonly kind: SpanKind;
  /** `POST /checkout/sessions`, the name of a function, `dynamodb:PutItem`, the name of a queue or state. */
  readonly name: string;
  /** The service that deployed the resource: `checkout`. */
  readonly service?: string;
  /** The ARN of what ran or was called. */
  readonly resource?: string;
  /** The deployed resource of that ARN: `checkout/SessionsTable`. */
  readonly resourceKey?: string;
  /** Epoch milliseconds, with fractions. */
  readonly startedAt: number;
  /** Undefined while the span is running. */
  readonly durationMillis?: number;
  readonly status: SpanStatus;
  readonly error?: SpanError;
  /** Of an invocation, and of a request to API Gateway. */
  readonly requestId?: string;
  readonly attributes: Attributes;
}

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

export interface LogLine {
  /** Increases with each line: a cursor. */
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The function, or `FAMILY/CONTAINER` of a task. */
  readonly functionName: string;
  readonly service?: string;
  readonly level: LogLevel;
  readonly requestId?: string;
  readonly correlationId?: string;
  /** The name of the log event of a structured line. */
  readonly event?: string;
  /** The line as written, cut after 8 KB. */
  readonly text: string;
}

export interface TraceSummary {
  /** The correlation id, or the root of the X-Ray trace header while no correlation id is known. */
  readonly id: string;
  readonly startedAt: number;
  /** From the start of the first span to the end of the last. */
  readonly durationMillis: number;
  /** The route of the first request, or the name of the first span. */
  readonly name: string;
  /** `running` while a span other than a waiting message is running; else the status of the first span. */
  readonly status: SpanStatus;
  readonly spanCount: number;
  /** Spans that failed or were denied or throttled. */
  readonly errorCount: number;
  readonly coldStarts: number;
  readonly services: readonly string[];
  readonly customerId?: string;
  readonly orderId?: string;
  /** Of the first request. */
  readonly httpStatus?: number;
}

export interface Trace {
  readonly summary: TraceSummary;
  /** In the order in which they started. */
  readonly spans: readonly Span[];
  readonly lines: readonly LogLine[];
  /** True if spans were dropped because the trace reached its limit. */
  readonly isTruncated: boolean;
}

/** Conditions that all must hold. */
export interface TraceQuery {
  /** Part of an id, route, function, resource, error or log line; case-insensitive. */
  readonly text?: string;
  /** Part of the name of a request: `POST /checkout/sessions/{sessionId}/complete`. */
  readonly route?: string;
  /** The HTTP status of the first request, such as 409 or `4xx`, or the status of the trace. */
  readonly status?: string;
  readonly minimumMillis?: number;
  readonly customerId?: string;
  readonly orderId?: string;
  readonly correlationId?: string;
  readonly service?: string;
  /** At most 1,000; default 50. */
  readonly limit?: number;
  /** `nextCursor` of the previous page. */
  readonly cursor?: string;
}

export interface Page<Item> {
  /** Newest first. */
  readonly items: readonly Item[];
  /** Undefined on the last page. */
  readonly nextCursor?: string;
}

export interface LogQuery {
  readonly text?: string;
  readonly functionName?: string;
  readonly service?: string;
  /** This level or a higher one. */
  readonly level?: LogLevel;
  readonly event?: string;
  readonly correlationId?: string;
  readonly requestId?: string;
  /** At most 10,000; default 200. */
  readonly limit?: number;
  readonly cursor?: string;
}

/** How often one resource called or fed another one, and how often that failed. */
export interface EdgeRate {
  /** A deployed resource, `checkout/SessionsTable`; the ARN of any other resource; or `external/clients`. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** Failed, denied or throttled. */
  readonly errors: number;
}

/** What changed since the last notification, at most four times per second. */
export interface ActivityChange {
  /** The summaries of new and changed traces. */
  readonly traces: readonly TraceSummary[];
  /** The ids of traces that were dropped, or that became part of another trace when their correlation id became known. */
  readonly removed: readonly string[];
  /** New lines, oldest first, at most the last 500. */
  readonly lines: readonly LogLine[];
}

/** Reads what was recorded. */
export interface ActivityLog {
  traces(query?: TraceQuery): Page<TraceSummary>;
  trace(id: string): Trace | undefined;
  logs(query?: LogQuery): Page<LogLine>;
  /** The edges that were used within the last seconds, at most 300. */
  rates(windowSeconds: number): readonly EdgeRate[];
  /** @returns a function that removes the listener */
  subscribe(listener: (change: ActivityChange) => void): () => void;
  /** Removes everything recorded so far. */
  clear(): void;
}
