import { describe, expect, it } from '@jest/globals';
import { QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { waitUntil } from '#libs/testing';
import { documentedBehaviors } from '../../src/faults/plan/plan.ts';
import { eventually } from '../data/eventually.ts';
import { ofDeveloper, useFaultyCloud } from './use-faulty-cloud.ts';

const { cloud, config, exists, inject, invoke, newId, put, received, table, tables } = useFaultyCloud();

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
    cloud().faults.use({ behaviors: { transactionConflicts: true } });
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
    cloud().faults.use({ behaviors: { staleReads: 1 } });
    const count = async (kind: string) =>
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
    // A read is stale for less than a second after a write, which a busy machine can miss.
    const [id, kind] = await waitUntil(async () => {
      const [each, its] = [newId(), newId()];
      await tables().send(put(each, its));
      const reads = [await exists(each, false), await count(its), await exists(each, true)];
      return String(reads) === 'false,0,true' ? ([each, its] as const) : undefined;
    });
    await eventually(async () => expect([await exists(id, false), await count(kind)]).toEqual([true, 1]));
  });

  it('deliver messages of standard queues in any order, and some of them twice', async () => {
    cloud().faults.use({ seed: 7, behaviors: { ...documentedBehaviors, duplicateMessages: 0.3 } });
    const ids = Array.from({ length: 40 }, newId);
    const QueueUrl = cloud().resource('shop', 'Messages').ref;
    const client = new SQSClient(config());
    await Promise.all(
      ids.map((MessageBody) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }))),
    );
    await cloud().settled();
    const got = received('consume', ...ids);
    expect(new Set(got)).toEqual(new Set(ids));
    expect(got.length).toBeGreaterThan(ids.length);
  });
});

describe('the clock', () => {
  it('jumps for waits and functions', async () => {
    const client = new SFNClient(config());
    const stateMachineArn = cloud().resource('shop', 'Patient').ref;
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
