import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type LocalCloud, startLocalCloud } from '../src/boot/local-cloud.ts';
import type { Span, Trace } from '../src/contract/activity.ts';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';
import { eventually } from './data/eventually.ts';
import { fixtureWorkspace, functionRole } from './fixture-workspace.ts';

// The fixture is outside of this workspace, so that it imports the SDK by its address.
const sdk = (client: string) => import.meta.resolve(`@aws-sdk/client-${client}`);

const writeOrder = `
import { DynamoDBClient, PutItemCommand, QueryCommand } from '${sdk('dynamodb')}';
const client = new DynamoDBClient({});
const TableName = process.env.TABLE;
export const handler = async ({ orderId, correlationId, queries, url }) => {
  const Item = { orderId: { S: orderId }, correlationId: { S: correlationId } };
  await client.send(new PutItemCommand({ TableName, Item }));
  if (url) await fetch(url).catch(() => {});
  if (queries)
    await client.send(new QueryCommand({ TableName, KeyConditionExpression: 'orderId = :id', ExpressionAttributeValues: { ':id': { S: orderId } } })).catch(() => {});
};
`;

const publishOrder = `
import { SNSClient, PublishCommand } from '${sdk('sns')}';
const client = new SNSClient({});
export const handler = async ({ Records }) => {
  for (const { dynamodb: { NewImage } } of Records) {
    const event = { orderId: NewImage.orderId.S, correlationId: NewImage.correlationId.S };
    await client.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: JSON.stringify(event) }));
  }
};
`;

// Fails when it receives a message for the first time.
const consumeOrder = `
export const handler = async ({ Records: [{ body, attributes }] }) => {
  const { correlationId } = JSON.parse(body);
  process.stdout.write(JSON.stringify({ level: 'INFO', event: 'order.consumed', correlationId }) + '\\n');
  if (attributes.ApproximateReceiveCount === '1') throw new Error('not yet, token sk_' + 'live_51HxAbCdEfGhIjKl');
};
`;

const crash = `export const handler = async () => process.exit(3);`;

const lambda = (name: string, role: string, variables: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Handler: `dist/${name}.handler`,
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': [role, 'Arn'] },
    Code: { S3Bucket: 'deployments', S3Key: `${name}.zip` },
    Timeout: 20,
    MemorySize: 256,
    Environment: { Variables: variables },
  },
});

const mapping = (name: string, source: object, more: object) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { FunctionName: name, EventSourceArn: source, ...more },
});

const allow = (Action: string | readonly string[], Resource: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const streamArn = { 'Fn::GetAtt': ['OrdersTable', 'StreamArn'] };
const queueArn = { 'Fn::GetAtt': ['OrdersQueue', 'Arn'] };

const workspaceFolder = fixtureWorkspace({
  orders: {
    Resources: {
      OrdersTable: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
          StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        },
      },
      OrdersTopic: { Type: 'AWS::SNS::Topic', Properties: {} },
      OrdersQueue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 1 } },
      QueuePolicy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [{ Ref: 'OrdersQueue' }],
          PolicyDocument: {
            Statement: [
              { ...allow('sqs:SendMessage', queueArn), Principal: { Service: 'sns.amazonaws.com' } },
            ],
          },
        },
      },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'OrdersTopic' },
          Protocol: 'sqs',
          Endpoint: queueArn,
          RawMessageDelivery: true,
        },
      },
      WriteRole: functionRole(allow('dynamodb:PutItem', { 'Fn::GetAtt': ['OrdersTable', 'Arn'] })),
      PublishRole: functionRole(
        allow('sns:Publish', { Ref: 'OrdersTopic' }),
        allow(
          [
            'dynamodb:GetRecords',
            'dynamodb:GetShardIterator',
            'dynamodb:DescribeStream',
            'dynamodb:ListStreams',
          ],
          streamArn,
        ),
      ),
      ConsumeRole: functionRole(
        allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], queueArn),
      ),
      WriteFunction: lambda('write', 'WriteRole', { TABLE: { Ref: 'OrdersTable' } }),
      PublishFunction: lambda('publish', 'PublishRole', { TOPIC: { Ref: 'OrdersTopic' } }),
      ConsumeFunction: lambda('consume', 'ConsumeRole'),
      CrashFunction: lambda('crash', 'ConsumeRole'),
      FromStream: mapping('publish', streamArn, { StartingPosition: 'TRIM_HORIZON' }),
      FromQueue: mapping('consume', queueArn, { BatchSize: 1 }),
    },
    files: {
      'dist/write.mjs': writeOrder,
      'dist/publish.mjs': publishOrder,
      'dist/consume.mjs': consumeOrder,
      'dist/crash.mjs': crash,
    },
  },
});

describe('the recorded traces', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({
      workspaceFolder,
      stateFolder: join(temporaryFolder('traces-'), 'state'),
      apiPort: 0,
      cloudPort: 0,
      packaged: Promise.resolve(),
    });
  });
  afterAll(async () => {
    await cloud.stop();
  });

  const invoke = (name: string, event: object) => {
    const { endpointUrl: endpoint, credentials } = cloud;
    const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials });
    return client.send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }));
  };
  const find = (text: string): Trace => cloud.activity.trace(cloud.activity.traces({ text }).items[0]!.id)!;

  /** The names from the first cause to the span. */
  const pathTo = ({ spans }: Trace, span: Span | undefined): readonly string[] => {
    if (span === undefined) return [];
    return [
      ...pathTo(
        { spans } as Trace,
        spans.find(({ id }) => id === span.parentId),
      ),
      span.name,
    ];
  };

  it('follow a write through its stream, a topic and a queue to the retried consumer', async () => {
    await invoke('write', { orderId: 'ord_1', correlationId: 'cor-1' });
    await eventually(() => {
      const { spans } = cloud.activity.trace('cor-1')!;
      expect(spans).toContainEqual(expect.objectContaining({ name: 'consume', status: 'ok' }));
    });
    const trace = cloud.activity.trace('cor-1')!;
    const queueName = cloud.resource('orders', 'OrdersQueue').attributes!['Arn']!.split(':').at(-1)!;
    const attempts = trace.spans.filter(({ name }) => name === 'consume');
    expect(attempts).toMatchObject([
      {
        status: 'error',
        error: { type: 'Error', message: 'not yet, token [redacted]' },
        attributes: { trigger: 'queue', attempt: 1, batchSize: 1, coldStart: true },
      },
      { status: 'ok', attributes: { attempt: 2 } },
    ]);
    const path = ['write', 'dynamodb:PutItem', 'publish', 'sns:Publish', queueName, 'consume'];
    for (const attempt of attempts) expect(pathTo(trace, attempt)).toEqual(path);
    expect(trace.spans.find(({ name }) => name === 'dynamodb:PutItem')).toMatchObject({
      service: 'orders',
      resourceKey: 'orders/OrdersTable',
      attributes: { caller: 'write', writeUnits: 1, attempt: 1, httpStatus: 200 },
    });
    expect(trace.lines.filter(({ event }) => event === 'order.consumed')).toHaveLength(2);
  });

  it('show a request to another system without its path, and its failure', async () => {
    const origin = cloud.apiUrl.replace('localhost', '127.0.0.1');
    await invoke('write', { orderId: 'ord_4', correlationId: 'cor-4', url: `${origin}/secret?token=1` });
    await invoke('write', { orderId: 'ord_5', correlationId: 'cor-4', url: 'http://127.0.0.1:59999/' });
    const calls = cloud.activity.trace('cor-4')!.spans.filter(({ attributes }) => attributes['isOutbound']);
    expect(calls).toMatchObject([
      { name: `GET ${origin}`, status: 'ok', attributes: { httpStatus: 403 } },
      { name: 'GET http://127.0.0.1:59999', status: 'error' },
    ]);
    expect(JSON.stringify(calls)).not.toContain('secret');
  });

  it('show a denied call with the missing permission', async () => {
    await invoke('write', { orderId: 'ord_3', correlationId: 'cor-3', queries: true });
    const trace = find('AccessDenied');
    expect(trace.summary.id).toBe('cor-3');
    expect(trace.spans.find(({ name }) => name === 'dynamodb:Query')).toMatchObject({
      status: 'denied',
      error: { type: 'AccessDeniedException' },
      attributes: { missingAction: 'dynamodb:Query', caller: 'write' },
    });
    expect(trace.summary.errorCount).toBeGreaterThan(0);
  });

  it('show a crash with its error and the line that Lambda logs', async () => {
    await invoke('crash', {});
    const trace = find('Runtime.ExitError');
    expect(trace.spans).toMatchObject([
      { kind: 'invocation', name: 'crash', status: 'error', error: { type: 'Runtime.ExitError' } },
    ]);
    expect(trace.lines).toContainEqual(
      expect.objectContaining({ level: 'ERROR', text: expect.stringContaining('exit status 3') }),
    );
  });

  it('count the use of edges', () => {
    const rates = cloud.activity.rates(300).map(({ from, to }) => `${from} → ${to}`);
    expect(rates).toEqual(
      expect.arrayContaining([
        'orders/WriteFunction → orders/OrdersTable',
        'orders/OrdersTable → orders/PublishFunction',
        'orders/PublishFunction → orders/OrdersTopic',
        'orders/OrdersTopic → orders/OrdersQueue',
        'orders/OrdersQueue → orders/ConsumeFunction',
      ]),
    );
  });
});
