import { Instant, idSchema } from '#libs/models';
import { Type, type Static } from 'typebox';

export const JobKind = Type.Union([
  Type.Literal('import-products'),
  Type.Literal('export-orders'),
  Type.Literal('reconcile-stock'),
]);
export type JobKind = Static<typeof JobKind>;

/** `canceling` is a request that the task reads with its next heartbeat. The last three are final. */
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

/** The progress of a job. The rate and the time left are those of the current task over the last 30 seconds. */
export const Progress = Type.Object(
  {
    rowsDone: Count,
    /** Only for jobs that count their rows first. */
    rowsTotal: Type.Optional(Count),
    rowsRejected: Type.Optional(Count),
    bytesDone: Type.Optional(Count),
    bytesTotal: Type.Optional(Count),
    ratePerSecond: Type.Optional(Type.Number({ minimum: 0 })),
    secondsLeft: Type.Optional(Count),
  },
  { title: 'JobProgress' },
);
export type Progress = Static<typeof Progress>;

/** A file that a job created, with its key in the reports bucket. */
export interface ResultFile {
  readonly name: string;
  readonly key: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** The result of a job. `facts` are specific to its kind, such as the number of applied rows. */
export interface JobResult {
  readonly files: readonly ResultFile[];
  readonly facts?: Readonly<Record<string, number | string>>;
}

export interface JobFailure {
  readonly code: string;
  readonly detail?: string;
}

export interface JobRecord {
  readonly jobId: string;
  readonly kind: JobKind;
  readonly status: JobStatus;
  readonly input: unknown;
  readonly requestedBy: string;
  readonly progress?: Progress;
  readonly checkpoint?: unknown;
  /** The tasks that have started it; also a fencing token against writes of superseded tasks. */
  readonly attempts: number;
  readonly heartbeatAt?: string;
  /** The current or last task: an ARN, or `process:` and a process id locally. */
  readonly task?: string;
  readonly result?: JobResult;
  readonly failure?: JobFailure;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** DynamoDB TTL, in seconds since the epoch. */
  readonly expiration: number;
  readonly version: number;
  readonly correlationId: string;
}

export const JobView = Type.Object(
  {
    jobId: idSchema('job'),
    kind: JobKind,
    status: JobStatus,
    requestedBy: Type.String(),
    attempts: Count,
    progress: Type.Optional(Progress),
    heartbeatAt: Type.Optional(Instant),
    task: Type.Optional(Type.String()),
    result: Type.Optional(
      Type.Object({
        /** Each link expires after 15 minutes. Get the job again for a new one. */
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
    createdAt: Instant,
    startedAt: Type.Optional(Instant),
    endedAt: Type.Optional(Instant),
    version: Type.Integer({ minimum: 1 }),
  },
  { title: 'Job' },
);
export type JobView = Static<typeof JobView>;

// As long as Step Functions reserves the name of an execution.
const RETENTION_DAYS = 90;

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
  expiration: Math.floor(now.getTime() / 1000) + RETENTION_DAYS * 24 * 60 * 60,
  version: 1,
});

export const isFinished = ({ status }: Pick<JobRecord, 'status'>): boolean =>
  status === 'succeeded' || status === 'failed' || status === 'canceled';

/** @param links  the download links of the result files, by key */
export function toJobView(
  job: Omit<JobRecord, 'correlationId'> & { readonly correlationId?: string },
  links: ReadonlyMap<string, string>,
): JobView {
  const { input: _, checkpoint: __, expiration: ___, correlationId: ____, result, ...shown } = job;
  if (!result) return shown;
  const files = result.files.map(({ key, ...file }) => ({ ...file, url: links.get(key)! }));
  return { ...shown, result: { ...(result.facts && { facts: result.facts }), files } };
}
