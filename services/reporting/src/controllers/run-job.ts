import { AppError } from '#libs/errors';
import { setCorrelationId } from '#libs/logging';
import type { JobLease, JobRepository } from '../gateways/job-repository.ts';
import type { Job, Report } from '../jobs/job.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { isFinished, type JobKind, type JobRecord, type JobStatus } from '../models/job.ts';
import { toProgressRate, recentSamples, type ProgressSample } from '../models/progress-rate.ts';

interface Dependencies {
  readonly table: Pick<JobRepository, 'begin' | 'heartbeat' | 'report' | 'end'>;
  readonly jobs: Readonly<Partial<Record<JobKind, Job>>>;
  /** The id of this task. */
  readonly task: string;
  /** Aborts when the task must stop. */
  readonly stopSignal: AbortSignal;
  readonly now: () => Date;
  readonly heartbeatMilliseconds?: number;
}

/** `ended`: nothing is left to do. `interrupted`: another task must continue. */
export type Outcome = 'ended' | 'interrupted';

// The maximum delay of a cancellation. Half a write unit per second is negligible for a job.
const HEARTBEAT_MILLISECONDS = 2_000;

const canceled = new AppError('conflict', 'job.canceled');
const interrupted = new AppError('unavailable', 'job.interrupted', {
  detail: 'The task was stopped. Another task continues the job.',
});

/**
 * Runs a job from its last checkpoint.
 *
 * @throws any transient error, so that another task continues the job
 */
export async function runJob(
  jobId: string,
  { table, jobs, task, stopSignal, now, heartbeatMilliseconds = HEARTBEAT_MILLISECONDS }: Dependencies,
): Promise<Outcome> {
  const record = await table.begin(jobId, task, now());
  if (!record || isFinished(record)) {
    log.info('job.skipped', { jobId, status: record?.status });
    return 'ended';
  }
  setCorrelationId(record.correlationId);
  const lease: JobLease = { jobId, attempt: record.attempts };
  log.info('job.attempt-started', {
    ...lease,
    kind: record.kind,
    continues: record.checkpoint !== undefined,
  });

  const ending = new AbortController();
  const handleStatus = (status: JobStatus) => {
    if (status === 'canceling') ending.abort(canceled);
  };
  const stop = () => ending.abort(interrupted);
  stopSignal.addEventListener('abort', stop, { once: true });
  if (stopSignal.aborted) stop();
  const heartbeatTimer = startHeartbeat(
    heartbeatMilliseconds,
    async () => handleStatus(await table.heartbeat(lease, now())),
    ending,
  );
  try {
    handleStatus(record.status);
    ending.signal.throwIfAborted();
    const report = reporter(record, lease, { table, now, handleStatus });
    const job = jobs[record.kind];
    if (!job) throw unknownKind(record.kind);
    const { input, checkpoint } = record;
    const result = await job.run({ jobId, input, checkpoint, signal: ending.signal, report });
    await table.end(lease, { status: 'succeeded', result }, now());
    metrics.count('JobSucceeded');
    log.info('job.succeeded', { ...lease });
    return 'ended';
  } catch (error) {
    return await conclude(error, lease, { table, now });
  } finally {
    stopSignal.removeEventListener('abort', stop);
    clearInterval(heartbeatTimer);
  }
}

function startHeartbeat(
  milliseconds: number,
  sendHeartbeat: () => Promise<void>,
  ending: AbortController,
): NodeJS.Timeout {
  return setInterval(() => {
    sendHeartbeat().catch((error: unknown) => {
      // The next heartbeat makes up for a missed one.
      if (isSuperseded(error)) ending.abort(error);
      else log.warn('job.heartbeat-missed', { reason: error instanceof Error ? error.name : typeof error });
    });
  }, milliseconds);
}

const isSuperseded = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'job.superseded';

/** Stores the progress and the checkpoint, with the rate of this task. */
function reporter(
  record: JobRecord,
  lease: JobLease,
  {
    table,
    now,
    handleStatus,
  }: Pick<Dependencies, 'table' | 'now'> & { handleStatus: (status: JobStatus) => void },
) {
  const { rowsDone = 0, bytesDone = 0 } = record.progress ?? {};
  let samples: readonly ProgressSample[] = [
    { atMilliseconds: now().getTime(), progress: { rowsDone, bytesDone } },
  ];
  return async ({ checkpoint, ...progress }: Report<unknown>): Promise<void> => {
    const at = now();
    samples = recentSamples([...samples, { atMilliseconds: at.getTime(), progress }], at.getTime());
    handleStatus(
      await table.report(lease, { checkpoint, progress: { ...progress, ...toProgressRate(samples) } }, at),
    );
  };
}

async function conclude(
  error: unknown,
  lease: JobLease,
  { table, now }: Pick<Dependencies, 'table' | 'now'>,
): Promise<Outcome> {
  if (error === canceled) {
    await table.end(lease, { status: 'canceled' }, now());
    log.info('job.canceled', { ...lease });
    return 'ended';
  }
  if (error === interrupted) {
    log.info('job.interrupted', { ...lease });
    return 'interrupted';
  }
  if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
  if (isSuperseded(error)) {
    log.warn('job.superseded', { ...lease });
    return 'ended';
  }
  const { code, detail } = error;
  await table.end(lease, { status: 'failed', failure: { code, ...(detail && { detail }) } }, now());
  metrics.count('JobFailed');
  log.warn('job.failed', { ...lease, code });
  return 'ended';
}

// The record is from a newer version than this image, so a retry with this image cannot succeed.
const unknownKind = (kind: JobKind) =>
  new AppError('unprocessable', 'job.unknown-kind', {
    detail: `This image does not support jobs of the kind "${kind}". Deploy the current image and create the job again.`,
  });
