import type { JobKind, JobResult, Progress } from '../models/job.ts';

/** How far a job is, and from where another task could go on. Rate and time left are the framework's to measure. */
export interface Report<Checkpoint> extends Omit<Progress, 'ratePerSecond' | 'secondsLeft'> {
  readonly checkpoint: Checkpoint;
}

export interface JobNeeds<Input, Checkpoint> {
  readonly jobId: string;
  readonly input: Input;
  /** What the last report said, of whichever task; undefined at the very beginning. */
  readonly checkpoint: Checkpoint | undefined;
  /** Aborts when the job is canceled, when its task has to go (SIGTERM), and when another task took over. */
  readonly signal: AbortSignal;
  /**
   * Keeps a checkpoint: from here on, what was done before it is never done again. Whatever the checkpoint counts
   * on has to be durable before, such as a part of a file.
   */
  report(report: Report<Checkpoint>): Promise<void>;
}

/**
 * Work that takes longer than a Lambda function may, in a task that may die at any moment.
 *
 * To add one: a file in this folder, its kind in `src/models/job.ts`, one line in the registry of
 * `src/tasks/run-job.ts`, a function that creates its record (as `src/handlers/create-import.ts` does), and what it
 * may touch in the task's role (`infra/job-task.yml`).
 *
 * - Between two reports it must bear to be done again, wholly or partly: a task can die anywhere.
 * - When `signal` aborts it comes to an end within a few seconds: it may report once more, and then throws
 *   `signal.reason` (`signal.throwIfAborted()`).
 * - An `AppError` that is not `unavailable` fails the job for good, under its code and detail. Anything else fails
 *   the task alone, and another goes on from the last report.
 * - What it holds in memory does not grow with its input: the task has 512 MB.
 *
 * Input and checkpoint are kept as JSON in the job's record, which DynamoDB limits to 400 KB.
 */
export interface Job<Input = unknown, Checkpoint = unknown> {
  readonly kind: JobKind;
  run(deps: JobNeeds<Input, Checkpoint>): Promise<JobResult>;
}
