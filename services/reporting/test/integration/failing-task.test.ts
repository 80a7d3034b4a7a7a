import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { newJob, type JobRecord } from '../../src/models/job.ts';

const cloud = runningCloud();
const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
const jobId = newId('job');
const key = async () => ({ TableName: await cloud.ref('reporting', 'JobsTable'), Key: { jobId } });

const reached = async (isThere: (job: JobRecord) => boolean) =>
  waitUntil(async () => {
    const job = (await client.send(new GetCommand({ ...(await key()), ConsistentRead: true })))
      .Item as JobRecord;
    return isThere(job) ? job : undefined;
  }, 60_000);

describe('a task that fails with an unexpected error', () => {
  it('is followed by another task until the job ends', async () => {
    const input = { from: '2041-03-01T00:00:00Z', to: '2041-04-01T00:00:00Z', formats: ['csv'] };
    const job = newJob({ jobId, kind: 'export-orders', input, requestedBy: 'a-test' }, new Date());
    const Item = { ...job, input: 'nothing that can be exported', correlationId: newId('cor') };
    await client.send(new PutCommand({ ...(await key()), Item }));
    await reached(({ attempts }) => attempts >= 2);

    await client.send(
      new UpdateCommand({
        ...(await key()),
        UpdateExpression: 'SET #input = :input',
        ExpressionAttributeNames: { '#input': 'input' },
        ExpressionAttributeValues: { ':input': input },
      }),
    );
    const { status, attempts } = await reached((found) => ['succeeded', 'failed'].includes(found.status));
    expect(status).toBe('succeeded');
    expect(attempts).toBeGreaterThanOrEqual(3);
  }, 90_000);
});
