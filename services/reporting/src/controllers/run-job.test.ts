import { beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import { fixedClock, waitUntil } from '#libs/testing';
import { inMemoryJobTable } from '../../test/in-memory-job-table.ts';
import type { JobTable } from '../gateways/job-table.ts';
import type { Job } from '../jobs/job.ts';
import { newJob } from '../models/job.ts';
import { runJob } from './run-job.ts';

const JOB_ID = 'job_1';

describe('a task', () => {
  let table: JobTable;
  const clock = fixedClock();
  beforeEach(async () => {
    table = inMemoryJobTable();
    const asked = {
      jobId: JOB_ID,
      kind: 'import-products',
      input: { rows: 3 },
      requestedBy: 'test',
    } as const;
    await table.insert(newJob(asked, clock()));
  });
  const run = (job: Job['run'], stopping = new AbortController().signal) =>
    runJob(JOB_ID, {
      table,
      jobs: { 'import-products': { kind: 'import-products', run: job } },
      task: 'task-1',
      stopping,
      now: clock,
      heartbeatMilliseconds: 5,
    });
  const kept = () => table.get(JOB_ID);
  /** Works until it is told to end. */
  const patiently: Job['run'] = ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

  it('does the work and keeps what came of it', async () => {
    const outcome = await run(async ({ input, report }) => {
      expect(input).toEqual({ rows: 3 });
      clock.advance(2);
      await report({ checkpoint: { at: 1 }, rowsDone: 100, rowsTotal: 300 });
      return { files: [], facts: { rows: 3 } };
    });
    expect(outcome).toBe('ended');
    expect(await kept()).toMatchObject({
      status: 'succeeded',
      attempts: 1,
      task: 'task-1',
      result: { facts: { rows: 3 } },
      progress: { rowsDone: 100, ratePerSecond: 50, secondsLeft: 4 },
    });
  });

  it('leaves a job that ended alone', async () => {
    await run(async () => ({ files: [] }));
    const again = run(async () => {
      throw new Error('It must not run again.');
    });
    expect(await again).toBe('ended');
    expect(await kept()).toMatchObject({ status: 'succeeded', attempts: 1 });
  });

  it('goes on from the checkpoint of the one that died', async () => {
    const died = run(async ({ report }) => {
      await report({ checkpoint: { at: 7 }, rowsDone: 7 });
      throw new Error('out of memory');
    });
    await expect(died).rejects.toThrow('out of memory');
    expect(await kept()).toMatchObject({ status: 'running', attempts: 1 });
    await run(async ({ checkpoint }) => ({ files: [], facts: { from: (checkpoint as { at: number }).at } }));
    expect(await kept()).toMatchObject({ status: 'succeeded', attempts: 2, result: { facts: { from: 7 } } });
  });

  it('fails the job for good where trying again mends nothing', async () => {
    const refused = async () => {
      throw new AppError('unprocessable', 'import.empty', { detail: 'The file is empty.' });
    };
    expect(await run(refused)).toBe('ended');
    expect(await kept()).toMatchObject({
      status: 'failed',
      failure: { code: 'import.empty', detail: 'The file is empty.' },
    });
  });

  it('only dies where something is not to be had for the moment', async () => {
    const busy = run(async () => {
      throw new AppError('unavailable', 'catalog.unavailable');
    });
    await expect(busy).rejects.toMatchObject({ code: 'catalog.unavailable' });
    expect(await kept()).toMatchObject({ status: 'running' });
  });

  it('hears with its heartbeat that the job is canceled', async () => {
    const running = run(patiently);
    await waitUntil(async () => ((await kept())?.status === 'running' ? true : undefined));
    await table.requestCancel(JOB_ID);
    expect(await running).toBe('ended');
    expect(await kept()).toMatchObject({ status: 'canceled', endedAt: clock().toISOString() });
  });

  it('does not begin a job that was canceled before', async () => {
    await table.requestCancel(JOB_ID);
    expect(await run(patiently)).toBe('ended');
    expect(await kept()).toMatchObject({ status: 'canceled' });
  });

  it('that has to go leaves the job to the next', async () => {
    const stopping = new AbortController();
    const running = run(patiently, stopping.signal);
    await waitUntil(async () => ((await kept())?.status === 'running' ? true : undefined));
    stopping.abort();
    expect(await running).toBe('interrupted');
    expect(await kept()).toMatchObject({ status: 'running' });
  });

  it('that was thought dead writes nothing over the work of the next', async () => {
    const old = run(async ({ report }) => {
      await table.begin(JOB_ID, 'task-2', clock());
      await report({ checkpoint: { at: 1 }, rowsDone: 1 });
      return { files: [] };
    });
    expect(await old).toBe('ended');
    expect(await kept()).toMatchObject({ status: 'running', task: 'task-2', attempts: 2 });
    expect((await kept())?.checkpoint).toBeUndefined();
  });
});
