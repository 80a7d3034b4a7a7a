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
import { bootDataCloud, type DataCloud } from './start-data-services.ts';
import { eventually } from './eventually.ts';
import { FakeFunctions } from './fake-functions.ts';
import { deploySurvivors } from './deploy-resources.ts';

describe('after a kill with SIGKILL', () => {
  let stateFolder: string;
  let cloud: DataCloud;
  let resources: Awaited<ReturnType<typeof deploySurvivors>>;
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
    cloud = await bootDataCloud({ stateFolder, functions, log: () => undefined });
    resources = await deploySurvivors(cloud);
    await cloud.start();
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it('has the items, and delivers the stream records that no function took', async () => {
    const client = new DynamoDBClient(cloud.endpoint.clientConfig);
    const Key = { id: { S: '1' } };
    const { Item } = await client.send(new GetItemCommand({ TableName: resources.tableName, Key }));
    client.destroy();
    expect(Item).toEqual(Key);
    await eventually(() => expect(delivered.map(({ dynamodb }) => dynamodb.NewImage)).toEqual([Key]));
  });

  it('has the messages, those of a topic and those that were being worked on', async () => {
    const client = new SQSClient(cloud.endpoint.clientConfig);
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

  it('has the objects', async () => {
    const client = new S3Client(cloud.endpoint.clientConfig);
    const { Body } = await client.send(new GetObjectCommand({ Bucket: resources.bucketName, Key: 'object' }));
    expect(await Body?.transformToString()).toBe('stored before the kill');
    client.destroy();
  });
});
