import type { Page, PageQuery } from '#libs/models';
import type { JobFailure, JobKind, JobRecord, JobResult, JobStatus } from '../models/job.ts';

/** The lease of a task on a job: valid until a later attempt starts. */
export interface JobLease {
  readonly jobId: string;
  readonly attempt: number;
}

export interface JobsQuery extends PageQuery {
  readonly kind: JobKind;
}

/** Writes of a task succeed only while no later task has started the same job. */
export interface JobRepository {
  get(jobId: string): Promise<JobRecord | undefined>;
  /** @throws AppError conflict `job.exists` */
  insert(job: Omit<JobRecord, 'correlationId'>): Promise<JobRecord>;
  /** Newest first. */
  list(query: JobsQuery): Promise<Page<JobRecord>>;
  /** @returns undefined if the job does not exist or has ended */
  requestCancel(jobId: string): Promise<JobRecord | undefined>;
  /** Starts another attempt; repeated by the same task, it changes nothing. @returns undefined if the job does not exist or has ended */
  begin(jobId: string, task: string, now: Date): Promise<JobRecord | undefined>;
  /** @throws AppError conflict `job.superseded` if a later task has started */
  heartbeat(lease: JobLease, now: Date): Promise<JobStatus>;
  /** @throws AppError conflict `job.superseded` if a later task has started */
  report(
    lease: JobLease,
    reported: Pick<JobRecord, 'progress' | 'checkpoint'>,
    now: Date,
  ): Promise<JobStatus>;
  /** @throws AppError conflict `job.superseded` if a later task has started or the job has ended */
  end(lease: JobLease, ending: Ending, now: Date): Promise<void>;
  /** Ends a job without a running task: canceled if that was requested, otherwise failed. @returns its status */
  abandon(jobId: string, failure: JobFailure, now: Date): Promise<JobStatus>;
}

export type Ending =
  | { readonly status: 'succeeded'; readonly result: JobResult }
  | { readonly status: 'failed'; readonly failure: JobFailure }
  | { readonly status: 'canceled' };
