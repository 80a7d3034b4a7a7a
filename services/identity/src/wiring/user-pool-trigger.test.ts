import { describe, expect, it } from '@jest/globals';
import { lambdaContext } from '#libs/testing';
import { userPoolTrigger } from './user-pool-trigger.ts';

const event = { triggerSource: 'PostConfirmation_ConfirmSignUp', userName: 'ada' };

describe('userPoolTrigger', () => {
  it('returns the event', async () => {
    const received: unknown[] = [];
    const trigger = userPoolTrigger(async (triggerEvent: typeof event) => void received.push(triggerEvent));
    expect(await trigger(event, lambdaContext())).toBe(event);
    expect(received).toEqual([event]);
  });

  it('throws what the trigger throws', async () => {
    const trigger = userPoolTrigger<typeof event>(() => Promise.reject(new Error('table not found')));
    await expect(trigger(event, lambdaContext())).rejects.toThrow('table not found');
  });
});
