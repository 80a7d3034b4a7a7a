import type { StateEntry } from '../language/world.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What is known of one execution; input and output are JSON texts, as the API has them. */
export interface Execution {
  readonly arn: string;
  readonly machineArn: string;
  readonly machineName: string;
  readonly name: string;
  readonly roleArn: string;
  readonly definitionText: string;
  readonly input: string;
  readonly startedAtMs: number;
  readonly ending?: Ending;
}

export interface Ending {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly stoppedAtMs: number;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** A running execution of which the process ended: where it goes on. */
export interface Interrupted {
  readonly execution: Execution;
  /** Undefined where no state was entered yet. */
  readonly entry: StateEntry | undefined;
}

export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestampMs: number;
  readonly type: string;
  /** JSON text of the details, under the name that the type has for them. */
  readonly details: string;
}

export const statusOf = ({ ending }: Execution): ExecutionStatus => ending?.status ?? 'RUNNING';
