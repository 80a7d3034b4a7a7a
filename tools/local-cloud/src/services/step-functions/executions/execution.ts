import type { StateEntry } from '../language/interpreter-host.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One execution; input and output are JSON texts, as in the API. */
export interface Execution {
  readonly arn: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly name: string;
  readonly roleArn: string;
  readonly definitionText: string;
  readonly input: string;
  readonly startedAtMs: number;
  readonly result?: ExecutionResult;
}

export interface ExecutionResult {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly stoppedAtMs: number;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** An execution that was running when the process ended. */
export interface InterruptedExecution {
  readonly execution: Execution;
  /** The state it entered last; undefined before the first one. */
  readonly entry: StateEntry | undefined;
}

export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestampMs: number;
  readonly type: string;
  /** JSON text of the event details. */
  readonly details: string;
}

export const executionStatus = ({ result }: Execution): ExecutionStatus => result?.status ?? 'RUNNING';
