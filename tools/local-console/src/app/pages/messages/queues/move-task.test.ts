import { describe, expect, it } from '@jest/globals';
import { followMoveTask } from './move-task.ts';

const answering = (...tasks: object[]) => {
  const callAws = async <Result>() => ({ Results: [tasks.shift()] }) as Result;
  return followMoveTask('arn', callAws, async () => {});
};

describe('followMoveTask', () => {
  it('waits until the task has ended', async () => {
    const ended = { Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3 };
    expect(await answering({ Status: 'RUNNING' }, { Status: 'RUNNING' }, ended)).toBe(3);
  });

  it('says why a task did not move all messages', async () => {
    await expect(answering({ Status: 'FAILED', FailureReason: 'no access' })).rejects.toThrow('no access');
    await expect(answering({ Status: 'CANCELLED' })).rejects.toThrow('cancelled');
  });
});
