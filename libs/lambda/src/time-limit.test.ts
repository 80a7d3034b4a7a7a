import { describe, expect, it } from '@jest/globals';
import { lambdaContext } from '#libs/testing';
import { scheduleHandler } from './index.ts';

describe('a handler near its time limit', () => {
  it('fails with an error that says so', async () => {
    const handler = scheduleHandler(() => new Promise<never>(() => {}));
    const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 30 };
    await expect(handler({ time: '2030-01-01T00:00:00Z' }, context)).rejects.toMatchObject({
      name: 'TimeoutError',
      message: expect.stringMatching(
        /^The function reached its time limit\. .*raise "timeout" in serverless\.yml\.$/,
      ),
    });
  });
});
