import { describe, expect, it } from '@jest/globals';
import { lambdaContext } from '#libs/testing';
import { userPoolTrigger } from './user-pool-trigger.ts';

const event = { triggerSource: 'PostConfirmation_ConfirmSignUp', userName: 'ada' };

describe('userPoolTrigger', () => {
  it('gives the event back, as the pool expects', async () => {
    const seen: unknown[] = [];
    const trigger = userPoolTrigger(async (received: typeof event) => void seen.push(received));
    expect(await trigger(event, lambdaContext())).toBe(event);
    expect(seen).toEqual([event]);
  });

  it('fails with what was thrown', async () => {
    const trigger = userPoolTrigger<typeof event>(() => Promise.reject(new Error('no table')));
    await expect(trigger(event, lambdaContext())).rejects.toThrow('no table');
  });
});
