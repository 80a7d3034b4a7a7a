import type { Page, PageQuery } from '#libs/models';
import type { JobFailure, JobKind, JobRecord, JobResult, JobStatus } from '../models/job.ts';

/** One task's hold on a job: `attempt` is the number under which it began. */
export interface Hold {
  readonly jobId: string;
  readonly attempt: number;
}

export interface JobsQuery extends PageQuery {
  readonly kind: JobKind;
}

/** The jobs. What a task writes holds only while no later task has begun the same job. */
export interface JobTable {
  get(jobId: string): Promise<JobRecord | undefined>;
  /** @throws AppError conflict `job.exists` */
  insert(job: Omit<JobRecord, 'correlationId'>): Promise<JobRecord>;
  /** Newest first. */
  list(query: JobsQuery): Promise<Page<JobRecord>>;
  /** A queued or running job is to end. @returns undefined where there is none, or it is past that */
  requestCancel(jobId: string): Promise<JobRecord | undefined>;
  /** Another attempt begins. @returns undefined where there is no such job, or it has ended */
  begin(jobId: string, task: string, now: Date): Promise<JobRecord | undefined>;
  /** @throws AppError conflict `job.superseded` when a later task has begun */
  heartbeat(hold: Hold, now: Date): Promise<JobStatus>;
  /** @throws AppError conflict `job.superseded` when a later task has begun */
  report(hold: Hold, reported: Pick<JobRecord, 'progress' | 'checkpoint'>, now: Date): Promise<JobStatus>;
  /** @throws AppError conflict `job.superseded` when a later task has begun, or the job has ended */
  end(hold: Hold, ending: Ending, now: Date): Promise<void>;
  /** Ends a job that no task works on any more: canceled where that was wanted. @returns how it ended */
  giveUp(jobId: string, failure: JobFailure, now: Date): Promise<JobStatus>;
}

export type Ending =
  | { readonly status: 'succeeded'; readonly result: JobResult }
  | { readonly status: 'failed'; readonly failure: JobFailure }
  | { readonly status: 'canceled' };
