import { AppError } from '#libs/errors';
import { inMemoryRecordRepository } from '#libs/testing';
import type { JobLease, JobRepository } from '../src/gateways/job-repository.ts';
import { isFinished, type JobRecord } from '../src/models/job.ts';

/** Passes the same contract test as `dynamoDbJobRepository`. */
export function inMemoryJobRepository(): JobRepository {
  const rows = inMemoryRecordRepository<JobRecord>(['jobId'], { byKind: 'jobId' });

  const update = async (jobId: string, change: (job: JobRecord) => Partial<JobRecord> | undefined) => {
    const job = await rows.get({ jobId });
    const changed = job && !isFinished(job) ? change(job) : undefined;
    return job && changed && rows.replace({ ...job, ...changed, version: job.version });
  };
  const updateLeased = async ({ jobId, attempt }: JobLease, changed: Partial<JobRecord>) => {
    const updated = await update(jobId, ({ attempts }) => (attempts === attempt ? changed : undefined));
    if (!updated) throw new AppError('conflict', 'job.superseded');
    return updated.status;
  };

  return {
    get: async (jobId) => rows.get({ jobId }),
    insert: async (job) => rows.insert({ ...job, correlationId: 'test' }),
    async list({ kind, ...page }) {
      return rows.list({ index: 'byKind', partition: { kind }, newestFirst: true, ...page });
    },
    requestCancel: (jobId) => update(jobId, () => ({ status: 'canceling' })),
    begin: (jobId, task, now) =>
      update(jobId, ({ status, attempts, startedAt, task: startedBy }) => ({
        ...(startedBy !== task && {
          status: status === 'canceling' ? status : 'running',
          attempts: attempts + 1,
          task,
          startedAt: startedAt ?? now.toISOString(),
          heartbeatAt: now.toISOString(),
        }),
      })),
    heartbeat: (lease, now) => updateLeased(lease, { heartbeatAt: now.toISOString() }),
    report: (lease, reported, now) => updateLeased(lease, { ...reported, heartbeatAt: now.toISOString() }),
    end: async (lease, ending, now) =>
      void (await updateLeased(lease, { ...ending, endedAt: now.toISOString() })),
    async abandon(jobId, failure, now) {
      const ended = await update(jobId, ({ status }) => ({
        endedAt: now.toISOString(),
        ...(status === 'canceling' ? { status: 'canceled' } : { status: 'failed', failure }),
      }));
      const job = ended ?? (await rows.get({ jobId }));
      if (!job) throw new AppError('not-found', 'job.not-found');
      return job.status;
    },
  };
}
