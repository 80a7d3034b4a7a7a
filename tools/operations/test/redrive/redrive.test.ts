import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { runningCloud } from '#libs/testing';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const cloud = runningCloud();
const sqs = new SQSClient(cloud.clientConfig);
const streams = new DynamoDBStreamsClient(cloud.clientConfig);

/** Runs the command as `npm run -s redrive` does. */
async function redrive(...args: readonly string[]): Promise<{ code: number; output: string }> {
  const program = join(workspaceRoot, 'tools/operations/src/commands/redrive.ts');
  const [service = '', ...more] = args;
  const env = { ...process.env, NODE_OPTIONS: '', AWS_ENDPOINT_URL: cloud.endpointUrl };
  const all = [
    '--disable-warning=ExperimentalWarning',
    program,
    `services/${service}`,
    '--stage',
    'local',
    ...more,
  ];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, all, {
      cwd: workspaceRoot,
      env,
    });
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

const put = async (service: string, queue: string, body: string) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: await cloud.ref(service, queue),
      MessageBody: body,
      MessageAttributes: { type: { DataType: 'String', StringValue: 'StockChanged' } },
    }),
  );

afterAll(() => {
  sqs.destroy();
  streams.destroy();
});

describe('messages that failed', () => {
  const productId = `prd_${randomUUID().replaceAll('-', '')}0000`;
  const event = {
    id: randomUUID(),
    type: 'StockChanged',
    version: 1,
    source: 'inventory',
    subject: productId,
    revision: 1,
    occurredAt: '2030-01-01T12:00:00.000Z',
    correlationId: 'c-redrive',
    data: { productId, available: 3 },
  };
  const garbage = `{ not JSON ${randomUUID()}`;
  // As they are after the function that failed them is fixed.
  beforeAll(async () => {
    await put('checkout', 'ProductProjectionsDeadLetterQueue', JSON.stringify(event));
    await put('checkout', 'ProductProjectionsDeadLetterQueue', garbage);
  });

  it('are counted, and shown', async () => {
    const { output } = await redrive('checkout');
    expect(output).toMatch(/^product-projections +2 +\d+ s +update-product-projections$/m);
    expect(output).toMatch(/^unpublished-submissions +0 batches of changes +publish-submissions$/m);

    const shown = await redrive(
      'checkout',
      'product-projections',
      '--show',
      '--filter',
      `subject=${productId}`,
    );
    expect(shown.output).toContain(`"productId": "${productId}"`);
    expect(shown.output).toContain('attributes  {"type":"StockChanged"}');
    expect(shown.output).not.toContain(garbage);
  });

  it('stay where they are on a dry run', async () => {
    const { code, output } = await redrive(
      'checkout',
      'ProductProjectionsQueue',
      '--dry-run',
      '--filter=source=inventory',
    );
    expect(code).toBe(0);
    expect(output).toContain('would redrive 1 of 2 dead letters.');
    expect((await redrive('checkout')).output).toMatch(/^product-projections +2 /m);
  });

  it('are handled once they are redriven, and the others stay', async () => {
    const before = await cloud.invocations('checkout', 'update-product-projections');
    const { code, output } = await redrive(
      'checkout',
      'product-projections',
      '--filter',
      'correlationId=c-redrive',
    );
    expect([code, output]).toEqual([
      0,
      'product-projections of checkout in local: redrove 1 of 2 dead letters.\n',
    ]);
    await cloud.settled();
    expect(await cloud.invocations('checkout', 'update-product-projections')).toBeGreaterThan(before);
    expect((await redrive('checkout')).output).toMatch(/^product-projections +1 /m);
  });

  it('are deleted by their id', async () => {
    const { output } = await redrive('checkout', 'product-projections', '--dry-run', '--filter', garbage);
    const [, id = ''] = /would redrive (\S+)/.exec(output) ?? [];
    expect((await redrive('checkout', 'product-projections', '--delete', `--id=${id}`)).output).toContain(
      'deleted 1 dead letter.',
    );
    expect((await redrive('checkout')).output).toMatch(/^product-projections +0 /m);
  });
});

describe('changes that failed', () => {
  it('are read from the stream and handled by their function', async () => {
    const { shard, record } = await lastChange('StockTable');
    const functionArn =
      'arn:aws:lambda:us-east-1:000000000000:function:tradewind-inventory-local-publish-stock-changes';
    const pointer = (sequenceNumber: string) =>
      JSON.stringify({
        requestContext: { functionArn, condition: 'RetryAttemptsExhausted' },
        DDBStreamBatchInfo: {
          ...shard,
          startSequenceNumber: sequenceNumber,
          endSequenceNumber: sequenceNumber,
        },
      });
    await put('inventory', 'UnpublishedChangesQueue', pointer(record));
    // What tests before this one set in motion publishes changes as well.
    await cloud.settled();
    const before = await cloud.invocations('inventory', 'publish-stock-changes');
    expect(await redrive('inventory', 'unpublished-changes')).toEqual({
      code: 0,
      output: 'unpublished-changes of inventory in local: redrove 1 of 1 dead letter.\n',
    });
    expect(await cloud.invocations('inventory', 'publish-stock-changes')).toBe(before + 1);

    await put('inventory', 'UnpublishedChangesQueue', pointer('99999999999999'));
    const { code, output } = await redrive('inventory', 'unpublished-changes');
    expect(code).toBe(1);
    expect(output).toContain('its records have expired');
    const [id = ''] = output.split(' ');
    await redrive('inventory', 'unpublished-changes', '--delete', '--id', id);
  });

  async function lastChange(table: string) {
    const TableName = await cloud.ref('inventory', table);
    const { Streams = [] } = await streams.send(new ListStreamsCommand({ TableName }));
    const StreamArn = Streams[0]!.StreamArn!;
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription!.Shards!.at(-1)!.ShardId!;
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const { Records = [] } = await streams.send(new GetRecordsCommand({ ShardIterator }));
    return {
      shard: { streamArn: StreamArn, shardId: ShardId },
      record: Records.at(-1)!.dynamodb!.SequenceNumber!,
    };
  }
});

describe('a mistake', () => {
  it.each([
    [
      ['checkout', 'copy'],
      'checkout has no queue "copy". Queues: canceled-orders, product-projections, unpublished-submissions.',
      1,
    ],
    [['checkout', '--show'], '--show applies to one queue', 64],
    [['checkout', 'product-projections', '--delete'], 'name each message', 64],
    [['checkout', 'product-projections', '--fast'], "Unknown option '--fast'", 64],
    [['checkouts'], 'Service "checkouts" does not exist', 1],
  ])('%j is reported and fails', async (args, message, exitCode) => {
    const { code, output } = await redrive(...args);
    expect(output).toContain(message);
    expect(code).toBe(exitCode);
  });
});
