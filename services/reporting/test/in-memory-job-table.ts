import { AppError } from '#libs/errors';
import { inMemoryRecordRepository } from '#libs/testing';
import type { Hold, JobTable } from '../src/gateways/job-table.ts';
import { hasEnded, type JobRecord } from '../src/models/job.ts';

/** The jobs in memory; they pass the same contract test as those on DynamoDB. */
export function inMemoryJobTable(): JobTable {
  const rows = inMemoryRecordRepository<JobRecord>(['jobId'], { byKind: 'jobId' });

  const update = async (jobId: string, change: (job: JobRecord) => Partial<JobRecord> | undefined) => {
    const job = await rows.get({ jobId });
    const changed = job && !hasEnded(job) ? change(job) : undefined;
    return job && changed && rows.replace({ ...job, ...changed, version: job.version });
  };
  const updateHeld = async ({ jobId, attempt }: Hold, changed: Partial<JobRecord>) => {
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
      update(jobId, ({ status, attempts, startedAt }) => ({
        status: status === 'canceling' ? status : 'running',
        attempts: attempts + 1,
        task,
        startedAt: startedAt ?? now.toISOString(),
        heartbeatAt: now.toISOString(),
      })),
    heartbeat: (hold, now) => updateHeld(hold, { heartbeatAt: now.toISOString() }),
    report: (hold, reported, now) => updateHeld(hold, { ...reported, heartbeatAt: now.toISOString() }),
    end: async (hold, ending, now) =>
      void (await updateHeld(hold, { ...ending, endedAt: now.toISOString() })),
    async giveUp(jobId, failure, now) {
      const settled = await update(jobId, ({ status }) => ({
        endedAt: now.toISOString(),
        ...(status === 'canceling' ? { status: 'canceled' } : { status: 'failed', failure }),
      }));
      const job = settled ?? (await rows.get({ jobId }));
      if (!job) throw new AppError('not-found', 'job.not-found');
      return job.status;
    },
  };
}
