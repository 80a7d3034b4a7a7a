import { IsoDateTime, idSchema } from '#libs/models';
import { Type, type Static } from 'typebox';

/** What jobs there are: the word in the record, in logs, and in the registry of `src/tasks/run-job.ts`. */
export const JobKind = Type.Union([
  Type.Literal('import-products'),
  Type.Literal('export-orders'),
  Type.Literal('reconcile-stock'),
]);
export type JobKind = Static<typeof JobKind>;

/** `canceling` is a wish that the task reads with its next heartbeat. The last three are for good. */
export const JobStatus = Type.Union([
  Type.Literal('queued'),
  Type.Literal('running'),
  Type.Literal('canceling'),
  Type.Literal('succeeded'),
  Type.Literal('failed'),
  Type.Literal('canceled'),
]);
export type JobStatus = Static<typeof JobStatus>;

const Count = Type.Integer({ minimum: 0 });

/** How far a job is. Rate and time left are of the present task, measured over its last half minute. */
export const Progress = Type.Object({
  rowsDone: Count,
  /** Known beforehand only by jobs that count first. */
  rowsTotal: Type.Optional(Count),
  rowsRejected: Type.Optional(Count),
  bytesDone: Type.Optional(Count),
  bytesTotal: Type.Optional(Count),
  ratePerSecond: Type.Optional(Type.Number({ minimum: 0 })),
  secondsLeft: Type.Optional(Count),
});
export type Progress = Static<typeof Progress>;

/** A file that a job made, as the record keeps it: its key in the reports bucket. */
export interface ResultFile {
  readonly name: string;
  readonly key: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** What a job leaves behind. The facts are its own, such as how many rows it applied. */
export interface JobResult {
  readonly files: readonly ResultFile[];
  readonly facts?: Readonly<Record<string, number | string>>;
}

export interface JobFailure {
  readonly code: string;
  readonly detail?: string;
}

/** A job as it is kept. */
export interface JobRecord {
  readonly jobId: string;
  readonly kind: JobKind;
  readonly status: JobStatus;
  readonly input: unknown;
  readonly requestedBy: string;
  readonly progress?: Progress;
  readonly checkpoint?: unknown;
  /** How many tasks have begun it; also the fence that keeps an old task from writing over a newer one's work. */
  readonly attempts: number;
  readonly heartbeatAt?: string;
  /** Which task works on it, or did last: an ARN, or `process:` and a number where it runs locally. */
  readonly task?: string;
  readonly result?: JobResult;
  readonly failure?: JobFailure;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** Seconds since 1970: the table's TTL. */
  readonly expiration: number;
  readonly version: number;
  readonly correlationId: string;
}

/** A job as the API shows it. */
export const ShownJob = Type.Object({
  jobId: idSchema('job'),
  kind: JobKind,
  status: JobStatus,
  requestedBy: Type.String(),
  attempts: Count,
  progress: Type.Optional(Progress),
  heartbeatAt: Type.Optional(IsoDateTime),
  task: Type.Optional(Type.String()),
  result: Type.Optional(
    Type.Object({
      /** Each with a link that works for a quarter of an hour: read the job again for a fresh one. */
      files: Type.Array(
        Type.Object({
          name: Type.String(),
          contentType: Type.String(),
          bytes: Count,
          url: Type.String({ format: 'uri' }),
        }),
      ),
      facts: Type.Optional(Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()]))),
    }),
  ),
  failure: Type.Optional(Type.Object({ code: Type.String(), detail: Type.Optional(Type.String()) })),
  createdAt: IsoDateTime,
  startedAt: Type.Optional(IsoDateTime),
  endedAt: Type.Optional(IsoDateTime),
  version: Type.Integer({ minimum: 1 }),
});
export type ShownJob = Static<typeof ShownJob>;

// A quarter's reports stay readable, as long as Step Functions keeps the name of an execution.
const KEPT_DAYS = 90;

export const newJob = (
  { jobId, kind, input, requestedBy }: Pick<JobRecord, 'jobId' | 'kind' | 'input' | 'requestedBy'>,
  now: Date,
): Omit<JobRecord, 'correlationId'> => ({
  jobId,
  kind,
  input,
  requestedBy,
  status: 'queued',
  attempts: 0,
  createdAt: now.toISOString(),
  expiration: Math.floor(now.getTime() / 1000) + KEPT_DAYS * 24 * 60 * 60,
  version: 1,
});

export const hasEnded = ({ status }: Pick<JobRecord, 'status'>): boolean =>
  status === 'succeeded' || status === 'failed' || status === 'canceled';

/** @param linkOf  where a file of the result can be read, by its key */
export function shownJob(
  job: Omit<JobRecord, 'correlationId'> & { readonly correlationId?: string },
  linkOf: ReadonlyMap<string, string>,
): ShownJob {
  const { input: _, checkpoint: __, expiration: ___, correlationId: ____, result, ...shown } = job;
  if (!result) return shown;
  const files = result.files.map(({ key, ...file }) => ({ ...file, url: linkOf.get(key)! }));
  return { ...shown, result: { ...(result.facts && { facts: result.facts }), files } };
}
