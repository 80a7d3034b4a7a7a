import { describe, expect, it } from '@jest/globals';
import { dynamoDbClient, nodeTransport } from '#libs/aws';
import { newId } from '#libs/models';
import { conflictingDynamoDb, dropResponses, runningCloud } from '#libs/testing';
import { dynamoDbJobRepository } from '../src/gateways/dynamodb-job-repository.ts';
import type { JobRepository } from '../src/gateways/job-repository.ts';
import { newJob, type JobKind } from '../src/models/job.ts';
import { inMemoryJobRepository } from './in-memory-job-repository.ts';
import { createJobsTable } from './jobs-table.ts';

const onDynamoDb = async (): Promise<JobRepository> => {
  const { clientConfig } = runningCloud();
  const client = conflictingDynamoDb();
  return dynamoDbJobRepository(await createJobsTable(clientConfig), client);
};

const NOON = new Date('2030-01-01T12:00:00.000Z');
const LATER = new Date('2030-01-01T13:00:00.000Z');

describe.each([
  ['on DynamoDB with conflicts', onDynamoDb],
  ['in memory', async () => inMemoryJobRepository()],
])('a job repository %s', (_, open) => {
  const createJob = (kind: JobKind = 'import-products') =>
    newJob({ jobId: newId('job'), kind, input: { key: 'uploads/a.csv' }, requestedBy: 'test' }, NOON);
  const withJob = async () => {
    const table = await open();
    const { jobId } = await table.insert(createJob());
    return { table, jobId };
  };
  const superseded = { kind: 'conflict', code: 'job.superseded' };

  it('stores jobs, and lists them by kind, newest first', async () => {
    const table = await open();
    const [first, other, last] = [createJob(), createJob('export-orders'), createJob()];
    for (const job of [first, other, last]) await table.insert(job);
    expect(await table.get(first.jobId)).toMatchObject({ ...first, version: 1 });
    const { items } = await table.list({ kind: 'import-products', limit: 10 });
    expect(items.map(({ jobId }) => jobId)).toEqual([first.jobId, last.jobId].toSorted().toReversed());
    expect(await table.get(newId('job'))).toBeUndefined();
  });

  it('counts the attempts, and keeps the time of the first', async () => {
    const { table, jobId } = await withJob();
    const begun = await table.begin(jobId, 'task-1', NOON);
    expect(begun).toMatchObject({ status: 'running', attempts: 1, task: 'task-1', version: 2 });
    expect(await table.begin(jobId, 'task-2', LATER)).toMatchObject({
      attempts: 2,
      task: 'task-2',
      startedAt: NOON.toISOString(),
      heartbeatAt: LATER.toISOString(),
    });
    expect(await table.begin(newId('job'), 'task-1', NOON)).toBeUndefined();
  });

  it('starts one attempt for each task, even if the task repeats the write', async () => {
    const { table, jobId } = await withJob();
    await table.begin(jobId, 'task-1', NOON);
    const repeated = await table.begin(jobId, 'task-1', LATER);
    expect(repeated).toMatchObject({ status: 'running', attempts: 1, heartbeatAt: NOON.toISOString() });
    await table.requestCancel(jobId);
    expect(await table.begin(jobId, 'task-1', LATER)).toMatchObject({ status: 'canceling', attempts: 1 });
    expect(await table.begin(jobId, 'task-2', LATER)).toMatchObject({ status: 'canceling', attempts: 2 });
  });

  it('accepts reports of the latest task only', async () => {
    const { table, jobId } = await withJob();
    await table.begin(jobId, 'task-1', NOON);
    const report = (attempt: number, at: number) =>
      table.report({ jobId, attempt }, { progress: { rowsDone: at }, checkpoint: { at } }, NOON);
    expect(await report(1, 1)).toBe('running');
    await table.begin(jobId, 'task-2', LATER);
    await expect(report(1, 2)).rejects.toMatchObject(superseded);
    await expect(table.heartbeat({ jobId, attempt: 1 }, LATER)).rejects.toMatchObject(superseded);
    await expect(table.end({ jobId, attempt: 1 }, { status: 'canceled' }, LATER)).rejects.toMatchObject(
      superseded,
    );
    expect(await report(2, 3)).toBe('running');
    expect(await table.get(jobId)).toMatchObject({ progress: { rowsDone: 3 }, checkpoint: { at: 3 } });
  });

  it('does not change a job that has ended', async () => {
    const { table, jobId } = await withJob();
    await table.begin(jobId, 'task-1', NOON);
    const lease = { jobId, attempt: 1 };
    await table.end(lease, { status: 'succeeded', result: { files: [], facts: { rows: 3 } } }, LATER);
    expect(await table.get(jobId)).toMatchObject({
      status: 'succeeded',
      endedAt: LATER.toISOString(),
      result: { files: [], facts: { rows: 3 } },
    });
    expect(await table.requestCancel(jobId)).toBeUndefined();
    expect(await table.begin(jobId, 'task-2', LATER)).toBeUndefined();
    await expect(table.end(lease, { status: 'canceled' }, LATER)).rejects.toMatchObject(superseded);
    expect(await table.abandon(jobId, { code: 'job.tasks-failed' }, LATER)).toBe('succeeded');
  });

  it('reports a cancellation to the task', async () => {
    const { table, jobId } = await withJob();
    await table.begin(jobId, 'task-1', NOON);
    expect(await table.requestCancel(jobId)).toMatchObject({ status: 'canceling' });
    expect(await table.requestCancel(jobId)).toMatchObject({ status: 'canceling' });
    expect(await table.heartbeat({ jobId, attempt: 1 }, NOON)).toBe('canceling');
    expect(await table.begin(jobId, 'task-2', LATER)).toMatchObject({ status: 'canceling', attempts: 2 });
  });

  it('abandons a job as failed, or as canceled if that was requested', async () => {
    const { table, jobId } = await withJob();
    const { jobId: toCancel } = await table.insert(createJob());
    await table.requestCancel(toCancel);
    expect(await table.abandon(jobId, { code: 'job.tasks-failed' }, LATER)).toBe('failed');
    expect(await table.abandon(toCancel, { code: 'job.tasks-failed' }, LATER)).toBe('canceled');
    expect(await table.get(jobId)).toMatchObject({ failure: { code: 'job.tasks-failed' } });
    expect(await table.get(toCancel)).not.toHaveProperty('failure');
  });
});

describe('a job repository whose network loses responses', () => {
  it('counts the attempts of tasks, not those of the network, and ends a job once', async () => {
    const { clientConfig } = runningCloud();
    const tableName = await createJobsTable(clientConfig);
    const jobId = newId('job');
    const job = newJob({ jobId, kind: 'import-products', input: {}, requestedBy: 'test' }, NOON);
    await dynamoDbJobRepository(tableName, conflictingDynamoDb()).insert(job);
    const transport = dropResponses(nodeTransport());
    const table = dynamoDbJobRepository(tableName, dynamoDbClient(clientConfig, { transport }));
    expect(await table.begin(jobId, 'task-1', NOON)).toMatchObject({ status: 'running', attempts: 1 });
    expect(await table.begin(jobId, 'task-2', LATER)).toMatchObject({ status: 'running', attempts: 2 });
    await table.end({ jobId, attempt: 2 }, { status: 'succeeded', result: { files: [], facts: {} } }, LATER);
    expect(await table.get(jobId)).toMatchObject({ status: 'succeeded', endedAt: LATER.toISOString() });
  });
});
