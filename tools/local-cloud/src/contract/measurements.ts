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
  readonly status: number;
  readonly durationMillis: number;
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
