import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { waitUntil } from '#libs/testing';
import { readFaultLog } from '../../src/faults/fault-log.ts';
import type { FaultRule } from '../../src/faults/plan/plan.ts';
import { eventually } from '../data/eventually.ts';
import { ofDeveloper, useFaultyCloud } from './use-faulty-cloud.ts';

const { bootedAt, cloud, config, execute, exists, inject, invoke, newId, printed, put, stateFolder, tables } =
  useFaultyCloud();

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

  it('takes effect after the client timed out', async () => {
    const id = newId();
    inject({ ...ofDeveloper, fault: 'late-write', delayMillis: 3_000 });
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
    await waitUntil(() => performance.now() - bootedAt() > 1_000);
    inject({ ...ofDeveloper, fault: 'database-killed' });
    const retried = new DynamoDBClient({ ...config(), maxAttempts: 5 });
    await retried.send(put(after));
    expect([await exists(before), await exists(after)]).toEqual([true, true]);
    expect(printed()).toContain('dynamodb: the database process ended');
  });
});

describe('an invocation', () => {
  it('times out before its end', async () => {
    const id = newId();
    inject({ invocation: 'write', fault: 'timeout', delayMillis: 100 });
    const workflow = cloud().resource('shop', 'Workflow').ref;
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
    expect(await execute(cloud().resource('shop', 'Workflow').ref, { id })).toMatchObject({ error });
    expect(await exists(id)).toBe(hasEffect);
  });
});

describe('a task of a state machine', () => {
  it('runs twice', async () => {
    const before = cloud().invocations('write');
    inject({ task: 'Write', resource: 'shop/Workflow', fault: 'delivered-again' });
    expect(await execute(cloud().resource('shop', 'Workflow').ref, { id: newId() })).toMatchObject({
      status: 'SUCCEEDED',
    });
    expect(cloud().invocations('write') - before).toBe(2);
  });
});

describe('an injected fault', () => {
  it('is logged in the state folder, printed, and part of the trace', async () => {
    const id = newId();
    inject({ call: 'dynamodb:PutItem', function: 'write', fault: 'answer-lost' });
    await invoke({ id });
    const [injected] = cloud().faults.injected();
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
    expect(printed()).toContain('FAULT answer-lost: call dynamodb:PutItem of write to shop/Items');
    const spans = cloud()
      .activity.traces({ limit: 50 })
      .items.flatMap(({ id: traceId }) => cloud().activity.trace(traceId)?.spans ?? []);
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
