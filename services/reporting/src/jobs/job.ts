import type { JobKind, JobResult, Progress } from '../models/job.ts';

/** The progress of a job, and the checkpoint from which another task can continue. `runJob` adds the rate. */
export interface Report<Checkpoint> extends Omit<Progress, 'ratePerSecond' | 'secondsLeft'> {
  readonly checkpoint: Checkpoint;
}

export interface JobContext<Input, Checkpoint> {
  readonly jobId: string;
  readonly input: Input;
  /** The checkpoint of the last report of any task; undefined in the first task until its first report. */
  readonly checkpoint: Checkpoint | undefined;
  /** Aborts when the job is canceled, when its task must stop (SIGTERM), or when another task took over. */
  readonly signal: AbortSignal;
  /**
   * Stores a checkpoint: the work before it is never repeated. Everything that the checkpoint depends on, such as a part
   * of a file, must be durable before.
   */
  report(report: Report<Checkpoint>): Promise<void>;
}

/**
 * Work that exceeds the timeout of a Lambda function, in a task that may stop at any time.
 *
 * To add one: a folder next to this file, its kind in `src/models/job.ts`, one line in the registry of
 * `src/tasks/run-job.ts`, a function that creates its record (as `src/handlers/create-import.ts` does), and its permissions
 * in the task's role (`infra/job-task.yml`).
 *
 * - The work between two reports must be idempotent, because a task can stop anywhere.
 * - When `signal` aborts, it ends within a few seconds: it may report once more, then throws
 *   `signal.reason` (`signal.throwIfAborted()`).
 * - An `AppError` that is not `unavailable` fails the job permanently, with its code and detail. Any other error
 *   fails only the task, and another task continues from the last report.
 * - Its memory does not grow with its input: the task has 512 MB.
 *
 * The input and the checkpoint are stored in the job's record, which DynamoDB limits to 400 KB.
 */
export interface Job<Input = unknown, Checkpoint = unknown> {
  readonly kind: JobKind;
  run(context: JobContext<Input, Checkpoint>): Promise<JobResult>;
}
