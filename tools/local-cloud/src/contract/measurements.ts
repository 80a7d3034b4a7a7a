/** A completed or throttled invocation of a function. */
export interface FinishedInvocation {
  readonly functionName: string;
  readonly requestId: string;
  readonly outcome: 'success' | 'error' | 'throttled';
  readonly durationMillis: number;
}

export interface AnsweredRequest {
  readonly apiName: string;
  readonly stage: string;
  readonly method: string;
  /** The path template of the route; undefined if no route matches. */
  readonly resourcePath: string | undefined;
  readonly status: number;
  readonly headers: readonly string[];
  /** The code of a problem. */
  readonly code: string | undefined;
  readonly durationMillis: number;
}

/** A request that a rule of a web ACL blocked; the names are those of the metric dimensions. */
export interface BlockedRequestMeasurement {
  readonly webAcl: string;
  readonly rule: string;
  readonly region: string;
}

export interface EndedExecution {
  readonly stateMachineArn: string;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
}

export interface QueueMetrics {
  readonly queueName: string;
  readonly visibleMessages: number;
  readonly oldestMessageSeconds: number;
}
