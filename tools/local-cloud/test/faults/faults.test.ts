import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { waitUntil } from '#libs/testing';
import { type LocalCloud, startLocalCloud } from '../../src/boot/local-cloud.ts';
import { readFaultLog } from '../../src/faults/fault-log.ts';
import { documentedBehaviors, type FaultRule } from '../../src/faults/plan/plan.ts';
import { temporaryFolder } from '../../../workspace/src/testing/temporary-folder.ts';
import { eventually } from '../data/eventually.ts';
import { faultyWorkspace } from './faulty-workspace.ts';

const stateFolder = join(temporaryFolder('faults-state-'), 'state');
const output: string[] = [];
const say = (message: string) => void output.push(message);
let cloud: LocalCloud;
let bootedAt: number;
let counter = 0;

beforeAll(async () => {
  cloud = await startLocalCloud({
    workspaceFolder: faultyWorkspace(),
    stateFolder,
    terminal: { info: say, warn: say, error: say, detail: say, functionLine: say },
    apiPort: 0,
    cloudPort: 0,
    packaged: Promise.resolve(),
    faults: { seed: 7 },
  });
  bootedAt = performance.now();
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  await cloud.settled();
  cloud.faults.use({});
});

const config = (requestTimeout = 20_000) => ({
  endpoint: cloud.endpointUrl,
  region: 'us-east-1',
  credentials: cloud.credentials,
  maxAttempts: 1,
  requestHandler: { requestTimeout, throwOnRequestTimeout: true },
});
const newId = () => `item-${counter++}`;
const tables = (requestTimeout?: number) => new DynamoDBClient(config(requestTimeout));
const table = () => cloud.resource('shop', 'Items').ref;
const put = (id: string, kind = 'k') =>
  new PutItemCommand({ TableName: table(), Item: { id: { S: id }, kind: { S: kind } } });
const exists = async (id: string, isConsistent = true): Promise<boolean> => {
  const read = { TableName: table(), Key: { id: { S: id } }, ConsistentRead: isConsistent };
  return (await tables().send(new GetItemCommand(read))).Item !== undefined;
};
const inject = (rule: FaultRule) => cloud.faults.use({ seed: 7, rules: [{ nth: 1, ...rule }] });
const ofDeveloper = { call: 'dynamodb:PutItem', function: 'developer' } as const;
const invoke = async (event: object) => {
  const { FunctionError, Payload } = await new LambdaClient(config()).send(
    new InvokeCommand({ FunctionName: 'write', Payload: JSON.stringify(event) }),
  );
  return { FunctionError, result: JSON.parse(Buffer.from(Payload!).toString()) };
};
/** What a function received, in its order. */
const received = (functionName: string, ...ids: readonly string[]): readonly string[] =>
  cloud.activity
    .logs({ functionName, event: 'received' })
    .items.map(({ text }) => (JSON.parse(text) as { id: string }).id)
    .filter((id) => ids.includes(id))
    .toReversed();

describe('a call', () => {
  it.each<[FaultRule['fault'], Partial<FaultRule>, string]>([
    ['refused', {}, 'AccessDeniedException'],
    ['refused', { reason: 'validation' }, 'ValidationException'],
    ['throttled', {}, 'ProvisionedThroughputExceededException'],
    ['server-error', {}, 'InternalServerError'],
    ['conflict', {}, 'TransactionConflictException'],
  ])('is %s %j, as %s of the SDK, and has no effect', async (fault, more, name) => {
    const id = newId();
    inject({ ...ofDeveloper, fault, ...more });
    await expect(tables().send(put(id))).rejects.toMatchObject({ name });
    expect(await exists(id)).toBe(false);
    await tables().send(put(id));
    expect(await exists(id)).toBe(true);
  });

  it('has its effect although the answer is lost', async () => {
    const id = newId();
    inject({ ...ofDeveloper, fault: 'answer-lost' });
    await expect(tables().send(put(id))).rejects.toMatchObject({
      name: expect.stringMatching(/TimeoutError|Error/),
    });
    expect(await exists(id)).toBe(true);
  });

  it('is slow', async () => {
    inject({ ...ofDeveloper, fault: 'slow', delayMillis: 300 });
    const startedAt = performance.now();
    await tables().send(put(newId()));
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(299);
  });

  it('takes effect after the client gave up', async () => {
    const id = newId();
    inject({ ...ofDeveloper, fault: 'late-write', delayMillis: 100 });
    await expect(tables(150).send(put(id))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await exists(id)).toBe(false);
    await eventually(async () => expect(await exists(id)).toBe(true));
  });

  it.each([
    ['killed-before', false],
    ['killed-after', true],
  ] as const)('ends with its caller, %s it', async (fault, hasEffect) => {
    const id = newId();
    inject({ call: 'dynamodb:PutItem', function: 'write', fault });
    const { FunctionError, result } = await invoke({ id });
    expect(FunctionError).toBe('Unhandled');
    expect(result).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(await exists(id)).toBe(hasEffect);
    expect(await invoke({ id })).toMatchObject({ FunctionError: undefined });
  });

  it('finds the database again after its process was killed, with all items', async () => {
    const [before, after] = [newId(), newId()];
    await tables().send(put(before));
    // A process that ended within a second would not be started again.
    await waitUntil(() => performance.now() - bootedAt > 1_000);
    inject({ ...ofDeveloper, fault: 'database-killed' });
    const retried = new DynamoDBClient({ ...config(), maxAttempts: 5 });
    await retried.send(put(after));
    expect([await exists(before), await exists(after)]).toEqual([true, true]);
    expect(output.join('\n')).toContain('dynamodb: the database process ended');
  });
});

describe('an invocation', () => {
  it('times out before its end', async () => {
    const id = newId();
    inject({ invocation: 'write', fault: 'timeout', delayMillis: 100 });
    const workflow = cloud.resource('shop', 'Workflow').ref;
    expect(await execute(workflow, { id, pauseMillis: 1_000 })).toMatchObject({
      status: 'FAILED',
      error: 'Sandbox.Timedout',
    });
    expect(await exists(id)).toBe(false);
  });

  it.each([
    ['killed-before', 'Runtime.ExitError', false],
    ['killed-after', 'Runtime.ExitError', true],
    ['throttled', 'Lambda.TooManyRequestsException', false],
    ['server-error', 'Lambda.ServiceException', false],
  ] as const)('is %s, as %s', async (fault, error, hasEffect) => {
    const id = newId();
    inject({ invocation: 'write', trigger: 'state-machine', fault });
    expect(await execute(cloud.resource('shop', 'Workflow').ref, { id })).toMatchObject({ error });
    expect(await exists(id)).toBe(hasEffect);
  });
});

describe('a task of a state machine', () => {
  it('runs twice', async () => {
    const before = cloud.invocations('write');
    inject({ task: 'Write', resource: 'shop/Workflow', fault: 'delivered-again' });
    expect(await execute(cloud.resource('shop', 'Workflow').ref, { id: newId() })).toMatchObject({
      status: 'SUCCEEDED',
    });
    expect(cloud.invocations('write') - before).toBe(2);
  });
});

describe('a message of a queue', () => {
  const send = (id: string) =>
    new SQSClient(config()).send(
      new SendMessageCommand({ QueueUrl: cloud.resource('shop', 'Messages').ref, MessageBody: id }),
    );

  it('is delivered again', async () => {
    const id = newId();
    inject({ queue: 'shop/Messages', fault: 'delivered-again', delayMillis: 50 });
    await send(id);
    await cloud.settled();
    expect(received('consume', id)).toEqual([id, id]);
  });

  it('is delivered late', async () => {
    const [first, second] = [newId(), newId()];
    inject({ queue: 'shop/Messages', fault: 'delayed', delayMillis: 400 });
    await send(first);
    await send(second);
    await cloud.settled();
    expect(received('consume', first, second)).toEqual([second, first]);
  });

  it('is delivered behind the next one', async () => {
    const [first, second] = [newId(), newId()];
    inject({ queue: 'shop/Messages', fault: 'reordered', delayMillis: 5_000 });
    await send(first);
    await send(second);
    const startedAt = performance.now();
    await eventually(() => expect(received('consume', first, second)).toEqual([second, first]));
    expect(performance.now() - startedAt).toBeLessThan(4_900);
  });
});

describe('a batch of a stream', () => {
  it.each(['failed', 'delivered-again'] as const)('is %s, and then processed', async (fault) => {
    const id = newId();
    inject({ stream: 'shop/Items', function: 'follow', fault });
    await tables().send(put(id));
    await eventually(() => expect(received('follow', id)).toEqual(fault === 'failed' ? [id] : [id, id]));
    expect(cloud.faults.injected()).toMatchObject([{ action: fault, resource: 'shop/Items' }]);
  });
});

describe('a message of a topic', () => {
  const publish = (...ids: string[]) => {
    const client = new SNSClient(config());
    const TopicArn = cloud.resource('shop', 'Topic').ref;
    if (ids.length === 1) return client.send(new PublishCommand({ TopicArn, Message: ids[0] }));
    const PublishBatchRequestEntries = ids.map((Message, index) => ({ Id: String(index), Message }));
    return client.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
  };

  it('is delivered again', async () => {
    const id = newId();
    inject({ topic: 'shop/Topic', fault: 'delivered-again' });
    await publish(id);
    await cloud.settled();
    expect(received('consume', id)).toEqual([id, id]);
  });

  it('moves to the dead-letter queue of the subscription if it cannot be delivered', async () => {
    const ids = [newId(), newId()];
    inject({ topic: 'shop/Topic', fault: 'failed' });
    expect(await publish(...ids)).toMatchObject({ Successful: [{ Id: '0' }, { Id: '1' }] });
    await cloud.settled();
    expect(received('consume', ...ids)).toEqual([]);
    const { Messages = [] } = await new SQSClient(config()).send(
      new ReceiveMessageCommand({
        QueueUrl: cloud.resource('shop', 'Undelivered').ref,
        MaxNumberOfMessages: 10,
      }),
    );
    expect(Messages.map(({ Body }) => Body).toSorted()).toEqual(ids.toSorted());
  });
});

describe('the documented behaviors', () => {
  const transact = (id: string) =>
    tables().send(
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: { TableName: table(), Item: { id: { S: id }, kind: { S: 'k' } } } }],
      }),
    );
  const settle = async (calls: readonly Promise<unknown>[]): Promise<readonly string[]> =>
    (await Promise.allSettled(calls)).flatMap((each) =>
      each.status === 'rejected' ? [each.reason.name] : [],
    );

  it('reject transactions and writes that meet a transaction on the same item', async () => {
    cloud.faults.use({ behaviors: { transactionConflicts: true } });
    const rejected = new Set<string>();
    // Whether two calls meet depends on the machine.
    await waitUntil(async () => {
      const id = newId();
      const calls = Array.from({ length: 10 }, () => [transact(id), tables().send(put(id))]);
      for (const name of await settle(calls.flat())) rejected.add(name);
      return rejected.size === 2 ? true : undefined;
    });
    expect([...rejected].toSorted()).toEqual([
      'TransactionCanceledException',
      'TransactionConflictException',
    ]);
    expect(await settle([transact(newId()), transact(newId()), tables().send(put(newId()))])).toEqual([]);
  });

  it('answer eventually consistent reads without the latest writes, of an index too', async () => {
    cloud.faults.use({ behaviors: { staleReads: 1 } });
    const [id, kind] = [newId(), newId()];
    await tables().send(put(id, kind));
    const query = async () =>
      (
        await tables().send(
          new QueryCommand({
            TableName: table(),
            IndexName: 'byKind',
            KeyConditionExpression: 'kind = :kind',
            ExpressionAttributeValues: { ':kind': { S: kind } },
          }),
        )
      ).Count;
    expect([await exists(id, false), await query(), await exists(id, true)]).toEqual([false, 0, true]);
    await eventually(async () => expect([await exists(id, false), await query()]).toEqual([true, 1]));
  });

  it('deliver messages of standard queues in any order, and some of them twice', async () => {
    cloud.faults.use({ seed: 7, behaviors: { ...documentedBehaviors, duplicateMessages: 0.3 } });
    const ids = Array.from({ length: 40 }, newId);
    const QueueUrl = cloud.resource('shop', 'Messages').ref;
    const client = new SQSClient(config());
    await Promise.all(
      ids.map((MessageBody) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }))),
    );
    await cloud.settled();
    const got = received('consume', ...ids);
    expect(new Set(got)).toEqual(new Set(ids));
    expect(got.length).toBeGreaterThan(ids.length);
  });
});

describe('the clock', () => {
  it('jumps for waits and functions', async () => {
    const client = new SFNClient(config());
    const stateMachineArn = cloud.resource('shop', 'Patient').ref;
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
    const before = await invoke({ id: newId() });
    inject({ ...ofDeveloper, fault: 'clock-jump', delayMillis: 2 * 86_400_000 });
    await tables().send(put(newId()));
    await eventually(async () =>
      expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
        status: 'SUCCEEDED',
      }),
    );
    const after = await invoke({ id: newId() });
    expect(after.result.now - before.result.now).toBeGreaterThan(86_400_000);
  });
});

describe('an injected fault', () => {
  it('is logged in the state folder, printed, and part of the trace', async () => {
    const id = newId();
    inject({ call: 'dynamodb:PutItem', function: 'write', fault: 'answer-lost' });
    await invoke({ id });
    const [injected] = cloud.faults.injected();
    expect(injected).toMatchObject({
      rule: 0,
      occurrence: 1,
      action: 'answer-lost',
      target: 'call',
      name: 'dynamodb:PutItem',
      resource: 'shop/Items',
      principal: 'write',
    });
    expect(readFaultLog(stateFolder).at(-1)).toEqual(injected);
    expect(output.join('\n')).toContain('FAULT answer-lost: call dynamodb:PutItem of write to shop/Items');
    const spans = cloud.activity
      .traces({ limit: 50 })
      .items.flatMap(({ id: traceId }) => cloud.activity.trace(traceId)?.spans ?? []);
    const fault = spans.find(({ attributes }) => attributes['fault'] === 'answer-lost');
    expect(fault).toMatchObject({
      name: 'fault: answer-lost',
      attributes: { source: 'call dynamodb:PutItem' },
    });
    expect(spans.find((span) => span.id === fault?.parentId)).toMatchObject({
      kind: 'call',
      name: 'dynamodb:PutItem',
      status: 'error',
    });
  });
});

async function execute(stateMachineArn: string, input: object) {
  const client = new SFNClient(config());
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  return waitUntil(async () => {
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    return described.status === 'RUNNING' ? undefined : described;
  });
}
