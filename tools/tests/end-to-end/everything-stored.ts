import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DynamoDBClient,
  DescribeTableCommand,
  paginateListTables,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import {
  DescribeExecutionCommand,
  ListStateMachinesCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { paginateListQueues, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { paginateGetParametersByPath, SSMClient } from '@aws-sdk/client-ssm';
import type { RunningCloud } from '#libs/testing';

/** A text that is stored somewhere, and where. */
export interface Stored {
  readonly place: string;
  readonly text: string;
}

/**
 * Reads everything that the running cloud stores: the items of all tables and their changes of the last day, the messages
 * of all queues, dead-letter queues included, the executions of all state machines with their histories, all parameters
 * with decryption, and the log lines of all functions and tasks.
 */
export async function* everythingStored({ clientConfig, stateFolder }: RunningCloud): AsyncGenerator<Stored> {
  yield* tables(new DynamoDBClient(clientConfig), new DynamoDBStreamsClient(clientConfig));
  yield* queues(new SQSClient(clientConfig));
  yield* executions(new SFNClient(clientConfig));
  yield* parameters(new SSMClient(clientConfig));
  yield* logs(join(stateFolder, 'logs'));
}

async function* tables(client: DynamoDBClient, streams: DynamoDBStreamsClient): AsyncGenerator<Stored> {
  for await (const { TableNames = [] } of paginateListTables({ client }, {}))
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
        for (const item of Items) yield { place: `table ${TableName}`, text: JSON.stringify(item) };
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      if (Table?.LatestStreamArn) yield* changes(streams, Table.LatestStreamArn);
    }
}

async function* changes(client: DynamoDBStreamsClient, StreamArn: string): AsyncGenerator<Stored> {
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const from = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    let { ShardIterator } = await client.send(new GetShardIteratorCommand(from));
    while (ShardIterator !== undefined) {
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator }));
      for (const { dynamodb } of Records)
        yield { place: `stream ${StreamArn}`, text: JSON.stringify(dynamodb) };
      // An open shard has no end: an empty page is the last one.
      ShardIterator = Records.length > 0 ? NextShardIterator : undefined;
    }
  }
}

async function* queues(client: SQSClient): AsyncGenerator<Stored> {
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, { MaxResults: 1_000 }))
    for (const QueueUrl of QueueUrls) yield* messages(client, QueueUrl);
}

/** Reads the messages of a queue and leaves them there. */
export async function* messages(client: SQSClient, QueueUrl: string): AsyncGenerator<Stored> {
  const seen = new Set<string>();
  for (let isNew = true; isNew;) {
    const { Messages = [] } = await client.send(
      // The messages are invisible until all were read.
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 5 }),
    );
    const unread = Messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
    for (const { MessageId = '', Body = '' } of unread) {
      seen.add(MessageId);
      yield { place: `queue ${QueueUrl}`, text: Body };
    }
    isNew = unread.length > 0;
  }
}

async function* executions(client: SFNClient): AsyncGenerator<Stored> {
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  for (const { stateMachineArn } of stateMachines)
    for await (const { executions: page = [] } of paginateListExecutions({ client }, { stateMachineArn }))
      for (const { executionArn } of page) {
        const place = `execution ${executionArn}`;
        const { input, output } = await client.send(new DescribeExecutionCommand({ executionArn }));
        yield { place, text: JSON.stringify([input, output]) };
        for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn }))
          yield { place, text: JSON.stringify(events) };
      }
}

async function* parameters(client: SSMClient): AsyncGenerator<Stored> {
  const all = { Path: '/', Recursive: true, WithDecryption: true };
  for await (const { Parameters = [] } of paginateGetParametersByPath({ client }, all))
    for (const { Name, Value = '' } of Parameters) yield { place: `parameter ${Name}`, text: Value };
}

function* logs(folder: string): Generator<Stored> {
  for (const file of readdirSync(folder))
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n'))
      yield { place: `log ${file}`, text: line };
}
