import { AppError } from '#libs/errors';
import { setCorrelationId } from '#libs/logging';
import type { Hold, JobTable } from '../gateways/job-table.ts';
import type { Job, Report } from '../jobs/job.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { hasEnded, type JobKind, type JobRecord, type JobStatus } from '../models/job.ts';
import { paceOf, recentMarks, type Mark } from '../models/pace.ts';

interface Dependencies {
  readonly table: Pick<JobTable, 'begin' | 'heartbeat' | 'report' | 'end'>;
  readonly jobs: Readonly<Partial<Record<JobKind, Job>>>;
  /** What this task is called. */
  readonly task: string;
  /** Aborts when the task has to go. */
  readonly stopping: AbortSignal;
  readonly now: () => Date;
  readonly heartbeatMilliseconds?: number;
}

/** `ended`: there is nothing left to do. `interrupted`: another task has to go on. */
export type Outcome = 'ended' | 'interrupted';

// How soon a canceled job hears of it. Half a write unit a second is nothing beside what a job costs.
const HEARTBEAT_MILLISECONDS = 2_000;

const canceled = new AppError('conflict', 'job.canceled');
const interrupted = new AppError('unavailable', 'job.interrupted', {
  detail: 'The task has to go; another continues.',
});

/**
 * Runs one job from where the last task left off.
 *
 * @throws whatever makes this task fail, so that another one tries
 */
export async function runJob(
  jobId: string,
  { table, jobs, task, stopping, now, heartbeatMilliseconds = HEARTBEAT_MILLISECONDS }: Dependencies,
): Promise<Outcome> {
  const record = await table.begin(jobId, task, now());
  if (!record || hasEnded(record)) {
    log.info('job.nothing-to-do', { jobId, status: record?.status });
    return 'ended';
  }
  setCorrelationId(record.correlationId);
  const hold: Hold = { jobId, attempt: record.attempts };
  log.info('job.begun', { ...hold, kind: record.kind, continues: record.checkpoint !== undefined });

  const ending = new AbortController();
  const heed = (status: JobStatus) => {
    if (status === 'canceling') ending.abort(canceled);
  };
  const stop = () => ending.abort(interrupted);
  stopping.addEventListener('abort', stop, { once: true });
  if (stopping.aborted) stop();
  const heart = beating(heartbeatMilliseconds, async () => heed(await table.heartbeat(hold, now())), ending);
  try {
    heed(record.status);
    ending.signal.throwIfAborted();
    const report = reporter(record, hold, { table, now, heed });
    const job = jobs[record.kind];
    if (!job) throw unknownKind(record.kind);
    const { input, checkpoint } = record;
    const result = await job.run({ jobId, input, checkpoint, signal: ending.signal, report });
    await table.end(hold, { status: 'succeeded', result }, now());
    metrics.count('JobSucceeded');
    log.info('job.succeeded', { ...hold });
    return 'ended';
  } catch (error) {
    return await concluded(error, hold, { table, now });
  } finally {
    stopping.removeEventListener('abort', stop);
    clearInterval(heart);
  }
}

function beating(milliseconds: number, beat: () => Promise<void>, ending: AbortController): NodeJS.Timeout {
  return setInterval(() => {
    beat().catch((error: unknown) => {
      // A beat that is lost to a slow network is made up for by the next.
      if (isSuperseded(error)) ending.abort(error);
      else log.warn('job.heartbeat-missed', { reason: error instanceof Error ? error.name : typeof error });
    });
  }, milliseconds);
}

const isSuperseded = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'job.superseded';

/** Keeps progress and checkpoint, with the pace since this task began. */
function reporter(
  record: JobRecord,
  hold: Hold,
  { table, now, heed }: Pick<Dependencies, 'table' | 'now'> & { heed: (status: JobStatus) => void },
) {
  const { rowsDone = 0, bytesDone = 0 } = record.progress ?? {};
  let marks: readonly Mark[] = [{ atMilliseconds: now().getTime(), progress: { rowsDone, bytesDone } }];
  return async ({ checkpoint, ...progress }: Report<unknown>): Promise<void> => {
    const at = now();
    marks = recentMarks([...marks, { atMilliseconds: at.getTime(), progress }], at.getTime());
    heed(await table.report(hold, { checkpoint, progress: { ...progress, ...paceOf(marks) } }, at));
  };
}

async function concluded(
  error: unknown,
  hold: Hold,
  { table, now }: Pick<Dependencies, 'table' | 'now'>,
): Promise<Outcome> {
  if (error === canceled) {
    await table.end(hold, { status: 'canceled' }, now());
    log.info('job.canceled', { ...hold });
    return 'ended';
  }
  if (error === interrupted) {
    log.info('job.interrupted', { ...hold });
    return 'interrupted';
  }
  if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
  if (isSuperseded(error)) {
    log.warn('job.superseded', { ...hold });
    return 'ended';
  }
  const { code, detail } = error;
  await table.end(hold, { status: 'failed', failure: { code, ...(detail && { detail }) } }, now());
  metrics.count('JobFailed');
  log.warn('job.failed', { ...hold, code });
  return 'ended';
}

// A record of a newer version than this image: the next image can do it, trying again with this one cannot.
const unknownKind = (kind: JobKind) =>
  new AppError('unprocessable', 'job.unknown-kind', {
    detail: `The task knows no job "${kind}". Deploy the image that does, and start the job again.`,
  });
