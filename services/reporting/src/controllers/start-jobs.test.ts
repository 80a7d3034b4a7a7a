import { describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import { newOrigin, toOrigin, type Origin } from '#libs/lambda';
import { newId } from '#libs/models';
import type { JobRepository } from '../gateways/job-repository.ts';
import type { JobRecord } from '../models/job.ts';
import { createExport } from './create-export.ts';
import { createImport } from './create-import.ts';
import { createReconciliation } from './create-reconciliation.ts';
import { reconcileNightly } from './reconcile-nightly.ts';

function recordedJobs() {
  const records: JobRecord[] = [];
  const jobs: Pick<JobRepository, 'insert'> = {
    async insert(job) {
      if (records.some(({ jobId }) => jobId === job.jobId)) throw new AppError('conflict', 'job.exists');
      const record = { ...job, correlationId: 'test' };
      records.push(record);
      return record;
    },
  };
  return { records, jobs };
}

const newRequest = () => toOrigin(newOrigin());

describe('starting jobs', () => {
  it('queues an export of a period in UTC', async () => {
    const deps = recordedJobs();
    const period = { from: '2030-01-01T01:00:00+01:00', to: '2030-02-01T00:00:00Z' };
    const job = await createExport({ ...period, formats: ['csv'] }, 'user:1', newRequest(), deps);
    expect(job).toMatchObject({ kind: 'export-orders', status: 'queued', requestedBy: 'user:1' });
    expect(deps.records).toMatchObject([
      { input: { from: '2030-01-01T00:00:00.000Z', to: '2030-02-01T00:00:00.000Z', formats: ['csv'] } },
    ]);
  });

  it('rejects an export whose period ends before it starts', async () => {
    const period = { from: '2030-02-01T00:00:00Z', to: '2030-01-01T00:00:00Z' };
    const backwards = createExport({ ...period, formats: ['csv'] }, 'user:1', newRequest(), recordedJobs());
    await expect(backwards).rejects.toMatchObject({ code: 'period.empty' });
  });

  it('queues a reconciliation for each request', async () => {
    const deps = recordedJobs();
    await createReconciliation('user:1', newRequest(), deps);
    await createReconciliation('user:1', newRequest(), deps);
    expect(deps.records.map(({ kind }) => kind)).toEqual(['reconcile-stock', 'reconcile-stock']);
  });

  it('queues one job for all retries of a request, with the same response', async () => {
    const deps = { ...recordedJobs(), bucket: { inspect: async () => ({ bytes: 9, tag: '"1"' }) } };
    const starts = {
      export: (origin: Origin) =>
        createExport(
          { from: '2030-01-01T00:00:00Z', to: '2030-02-01T00:00:00Z', formats: ['csv'] },
          'user:1',
          origin,
          deps,
        ),
      import: (origin: Origin) => createImport({ uploadId: newId('upl') }, 'user:1', origin, deps),
      reconciliation: (origin: Origin) => createReconciliation('user:1', origin, deps),
    };
    for (const start of Object.values(starts)) {
      const origin = newRequest();
      expect(await start(origin)).toEqual(await start(origin));
    }
    expect(deps.records).toHaveLength(3);
  });

  it('queues one reconciliation for a night, however often it is due', async () => {
    const deps = recordedJobs();
    const [one, next] = [new Date('2030-01-01T03:00:00Z'), new Date('2030-01-02T03:00:00Z')];
    for (const dueAt of [one, one, next]) await reconcileNightly(dueAt, deps);
    expect(deps.records.map(({ createdAt }) => createdAt)).toEqual([one.toISOString(), next.toISOString()]);
    const ids = deps.records.map(({ jobId }) => jobId);
    expect(ids.toSorted()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(/^job_[0-9a-z]{36}$/);
  });
});
