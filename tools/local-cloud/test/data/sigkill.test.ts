import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StreamRecord } from '../../src/contract/table-streams.ts';
import { startDataServices, type DataServices } from './start-data-services.ts';
import { eventually } from './eventually.ts';
import { FakeFunctions } from './fake-functions.ts';
import { deployResources } from './deploy-resources.ts';

describe('after SIGKILL', () => {
  let stateFolder: string;
  let services: DataServices;
  let resources: Awaited<ReturnType<typeof deployResources>>;
  const delivered: StreamRecord[] = [];

  beforeAll(async () => {
    stateFolder = mkdtempSync(join(tmpdir(), 'killed-'));
    const program = fileURLToPath(new URL('sigkill-child.ts', import.meta.url));
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, stateFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');

    const functions = new FakeFunctions();
    functions.define('listener', (event: never) => {
      delivered.push(...(event as { Records: StreamRecord[] }).Records);
    });
    services = await startDataServices({ stateFolder, functions, log: () => undefined });
    resources = await deployResources(services);
    await services.start();
  });
  afterAll(async () => {
    await services.stop();
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it('keeps the items and delivers unprocessed stream records', async () => {
    const client = new DynamoDBClient(services.endpoint.clientConfig);
    const Key = { id: { S: '1' } };
    const { Item } = await client.send(new GetItemCommand({ TableName: resources.tableName, Key }));
    client.destroy();
    expect(Item).toEqual(Key);
    await eventually(() => expect(delivered.map(({ dynamodb }) => dynamodb.NewImage)).toEqual([Key]));
  });

  it('keeps published and in-flight messages', async () => {
    const client = new SQSClient(services.endpoint.clientConfig);
    const bodies: string[] = [];
    const QueueUrl = resources.queueUrl;
    await eventually(async () => {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }),
      );
      for (const { Body = '', ReceiptHandle } of Messages) {
        bodies.push(Body);
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      expect(bodies.toSorted()).toEqual(['published before the kill', 'received before the kill']);
    });
    client.destroy();
  });

  it('keeps the objects', async () => {
    const client = new S3Client(services.endpoint.clientConfig);
    const { Body } = await client.send(new GetObjectCommand({ Bucket: resources.bucketName, Key: 'object' }));
    expect(await Body?.transformToString()).toBe('stored before the kill');
    client.destroy();
  });
});
