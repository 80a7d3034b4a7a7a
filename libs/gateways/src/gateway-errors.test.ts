import { describe, expect, it } from '@jest/globals';
import type { SnsClient, StepFunctionsClient } from '#libs/aws';
import type { EventEnvelope } from '#libs/contracts';
import { eventTopic } from './event-topic.ts';
import { taskCallback } from './task-callback.ts';
import { workflow } from './workflow.ts';

const awsError = (name: string) => Object.assign(new Error(`${name} happened`), { name });
const rejecting = (name: string) => async () => {
  throw awsError(name);
};

describe('eventTopic', () => {
  const events = Array.from({ length: 12 }, (_, index) => ({ id: `e${index}`, type: 'T' }) as EventEnvelope);

  it.each([0, 1])('throws when SNS rejects an entry of batch %d', async (rejectedBatch) => {
    let batches = 0;
    const publishBatch = async () => ({
      Failed: batches++ === rejectedBatch ? [{ Id: '1', Code: 'InternalError', Message: 'Try again' }] : [],
    });
    const topic = eventTopic('arn', { publishBatch } as unknown as SnsClient);
    await expect(topic.publish(events)).rejects.toThrow(
      `Event e${rejectedBatch * 10 + 1} was not published: InternalError Try again`,
    );
    expect(batches).toBe(2);
  });

  it('throws when a request fails', async () => {
    const topic = eventTopic('arn', { publishBatch: rejecting('Throttled') } as unknown as SnsClient);
    await expect(topic.publish(events)).rejects.toThrow('Throttled happened');
  });
});

describe('workflow', () => {
  const startWith = (name: string) =>
    workflow('arn', { startExecution: rejecting(name) } as unknown as StepFunctionsClient).startOnce(
      'one',
      {},
    );

  it('ignores that the execution was started before', async () => {
    await expect(startWith('ExecutionAlreadyExists')).resolves.toBeUndefined();
  });

  it.each(['ExecutionLimitExceeded', 'StateMachineDeleting', 'ThrottlingException'])(
    'throws %s, so that the event is delivered again',
    async (name) => {
      await expect(startWith(name)).rejects.toThrow(`${name} happened`);
    },
  );
});

describe('taskCallback', () => {
  const callback = (name: string) =>
    taskCallback({
      sendTaskSuccess: rejecting(name),
      sendTaskFailure: rejecting(name),
    } as unknown as StepFunctionsClient);

  it.each(['TaskTimedOut', 'TaskDoesNotExist'])('returns false for %s', async (name) => {
    expect(await callback(name).succeed('token', {})).toBe(false);
    expect(await callback(name).fail('token', new Error('refused'))).toBe(false);
  });

  it.each(['InvalidToken', 'InvalidOutput', 'ThrottlingException'])('throws %s', async (name) => {
    await expect(callback(name).succeed('token', {})).rejects.toThrow(`${name} happened`);
    await expect(callback(name).fail('token', new Error('refused'))).rejects.toThrow(`${name} happened`);
  });
});
