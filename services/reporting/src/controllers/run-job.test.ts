import { beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import { fixedClock, waitUntil } from '#libs/testing';
import { inMemoryJobRepository } from '../../test/in-memory-job-repository.ts';
import type { JobRepository } from '../gateways/job-repository.ts';
import type { Job } from '../jobs/job.ts';
import { newJob } from '../models/job.ts';
import { runJob } from './run-job.ts';

const JOB_ID = 'job_1';

describe('runJob', () => {
  let table: JobRepository;
  const clock = fixedClock();
  beforeEach(async () => {
    table = inMemoryJobRepository();
    const asked = {
      jobId: JOB_ID,
      kind: 'import-products',
      input: { rows: 3 },
      requestedBy: 'test',
    } as const;
    await table.insert(newJob(asked, clock()));
  });
  const run = (job: Job['run'], { stopSignal = new AbortController().signal, task = 'task-1' } = {}) =>
    runJob(JOB_ID, {
      table,
      jobs: { 'import-products': { kind: 'import-products', run: job } },
      task,
      stopSignal,
      now: clock,
      heartbeatMilliseconds: 5,
    });
  const storedJob = () => table.get(JOB_ID);
  /** Works until its signal aborts. */
  const untilAborted: Job['run'] = ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

  it('runs the job and stores its result', async () => {
    const outcome = await run(async ({ input, report }) => {
      expect(input).toEqual({ rows: 3 });
      clock.advance(2);
      await report({ checkpoint: { at: 1 }, rowsDone: 100, rowsTotal: 300 });
      return { files: [], facts: { rows: 3 } };
    });
    expect(outcome).toBe('ended');
    expect(await storedJob()).toMatchObject({
      status: 'succeeded',
      attempts: 1,
      task: 'task-1',
      result: { facts: { rows: 3 } },
      progress: { rowsDone: 100, ratePerSecond: 50, secondsLeft: 4 },
    });
  });

  it('skips a job that has ended', async () => {
    await run(async () => ({ files: [] }));
    const again = run(async () => {
      throw new Error('The job must not run again.');
    });
    expect(await again).toBe('ended');
    expect(await storedJob()).toMatchObject({ status: 'succeeded', attempts: 1 });
  });

  it('continues from the checkpoint of a failed task', async () => {
    const failed = run(async ({ report }) => {
      await report({ checkpoint: { at: 7 }, rowsDone: 7 });
      throw new Error('out of memory');
    });
    await expect(failed).rejects.toThrow('out of memory');
    expect(await storedJob()).toMatchObject({ status: 'running', attempts: 1 });
    const job: Job['run'] = async ({ checkpoint }) => ({
      files: [],
      facts: { from: (checkpoint as { at: number }).at },
    });
    await run(job, { task: 'task-2' });
    expect(await storedJob()).toMatchObject({
      status: 'succeeded',
      attempts: 2,
      result: { facts: { from: 7 } },
    });
  });

  it('fails the job on a permanent error', async () => {
    const rejected = async () => {
      throw new AppError('unprocessable', 'import.empty', { detail: 'The file is empty.' });
    };
    expect(await run(rejected)).toBe('ended');
    expect(await storedJob()).toMatchObject({
      status: 'failed',
      failure: { code: 'import.empty', detail: 'The file is empty.' },
    });
  });

  it('fails only the task on a transient error', async () => {
    const busy = run(async () => {
      throw new AppError('unavailable', 'catalog.unavailable');
    });
    await expect(busy).rejects.toMatchObject({ code: 'catalog.unavailable' });
    expect(await storedJob()).toMatchObject({ status: 'running' });
  });

  it('reads a cancellation with its heartbeat', async () => {
    const running = run(untilAborted);
    await waitUntil(async () => ((await storedJob())?.status === 'running' ? true : undefined));
    await table.requestCancel(JOB_ID);
    expect(await running).toBe('ended');
    expect(await storedJob()).toMatchObject({ status: 'canceled', endedAt: clock().toISOString() });
  });

  it('does not start a canceled job', async () => {
    await table.requestCancel(JOB_ID);
    expect(await run(untilAborted)).toBe('ended');
    expect(await storedJob()).toMatchObject({ status: 'canceled' });
  });

  it('leaves the job to the next task when it is interrupted', async () => {
    const stopSignal = new AbortController();
    const running = run(untilAborted, { stopSignal: stopSignal.signal });
    await waitUntil(async () => ((await storedJob())?.status === 'running' ? true : undefined));
    stopSignal.abort();
    expect(await running).toBe('interrupted');
    expect(await storedJob()).toMatchObject({ status: 'running' });
  });

  it('writes nothing after a later task has started the job', async () => {
    const old = run(async ({ report }) => {
      await table.begin(JOB_ID, 'task-2', clock());
      await report({ checkpoint: { at: 1 }, rowsDone: 1 });
      return { files: [] };
    });
    expect(await old).toBe('ended');
    expect(await storedJob()).toMatchObject({ status: 'running', task: 'task-2', attempts: 2 });
    expect((await storedJob())?.checkpoint).toBeUndefined();
  });
});
