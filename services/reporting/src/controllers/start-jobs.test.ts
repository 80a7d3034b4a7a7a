import { describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import { newOrigin, toOrigin, type Origin } from '#libs/lambda';
import { newId } from '#libs/models';
import type { JobTable } from '../gateways/job-table.ts';
import type { JobRecord } from '../models/job.ts';
import { createExport } from './create-export.ts';
import { createImport } from './create-import.ts';
import { createReconciliation } from './create-reconciliation.ts';
import { reconcileNightly } from './reconcile-nightly.ts';

function jobTable() {
  const records: JobRecord[] = [];
  const jobs: Pick<JobTable, 'insert'> = {
    async insert(job) {
      if (records.some(({ jobId }) => jobId === job.jobId)) throw new AppError('conflict', 'job.exists');
      const record = { ...job, correlationId: 'test' };
      records.push(record);
      return record;
    },
  };
  return { records, jobs };
}

const somewhen = () => toOrigin(newOrigin());

describe('starting jobs', () => {
  it('queues an export of a period in UTC', async () => {
    const deps = jobTable();
    const period = { from: '2030-01-01T01:00:00+01:00', to: '2030-02-01T00:00:00Z' };
    const job = await createExport({ ...period, formats: ['csv'] }, 'user:1', somewhen(), deps);
    expect(job).toMatchObject({ kind: 'export-orders', status: 'queued', requestedBy: 'user:1' });
    expect(deps.records).toMatchObject([
      { input: { from: '2030-01-01T00:00:00.000Z', to: '2030-02-01T00:00:00.000Z', formats: ['csv'] } },
    ]);
  });

  it('refuses an export that ends before it begins', async () => {
    const period = { from: '2030-02-01T00:00:00Z', to: '2030-01-01T00:00:00Z' };
    const backwards = createExport({ ...period, formats: ['csv'] }, 'user:1', somewhen(), jobTable());
    await expect(backwards).rejects.toMatchObject({ code: 'period.invalid' });
  });

  it('queues a reconciliation each time somebody asks', async () => {
    const deps = jobTable();
    await createReconciliation('user:1', somewhen(), deps);
    await createReconciliation('user:1', somewhen(), deps);
    expect(deps.records.map(({ kind }) => kind)).toEqual(['reconcile-stock', 'reconcile-stock']);
  });

  it('queues one job for all tries of a request, each of which is answered alike', async () => {
    const deps = { ...jobTable(), bucket: { inspect: async () => ({ bytes: 9, tag: '"1"' }) } };
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
      const origin = somewhen();
      expect(await start(origin)).toEqual(await start(origin));
    }
    expect(deps.records).toHaveLength(3);
  });

  it('queues one reconciliation for a night, however often it is due', async () => {
    const deps = jobTable();
    const [one, next] = [new Date('2030-01-01T03:00:00Z'), new Date('2030-01-02T03:00:00Z')];
    for (const dueAt of [one, one, next]) await reconcileNightly(dueAt, deps);
    expect(deps.records.map(({ createdAt }) => createdAt)).toEqual([one.toISOString(), next.toISOString()]);
    const ids = deps.records.map(({ jobId }) => jobId);
    expect(ids.toSorted()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(/^job_[0-9a-z]{36}$/);
  });
});
