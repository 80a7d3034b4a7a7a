import { describe, expect, it } from '@jest/globals';
import { fixedClock, inMemoryRecordRepository } from '#libs/testing';
import type { Profile } from '../models/profile.ts';
import { registerCustomer } from './register-customer.ts';

const ada = { customerId: 'c-1', email: 'ada@example.com' };
const setup = () => ({
  profiles: inMemoryRecordRepository<Profile>(['customerId']),
  now: fixedClock('2030-01-01T12:00:00.000Z'),
});

describe('registerCustomer', () => {
  it('creates a profile without marketing consent', async () => {
    const deps = setup();
    await registerCustomer(ada, deps);
    expect(deps.profiles.records()).toEqual([
      { ...ada, acceptsMarketing: false, registeredAt: '2030-01-01T12:00:00.000Z', version: 1 },
    ]);
  });

  it('changes nothing when the trigger is repeated', async () => {
    const deps = setup();
    await registerCustomer(ada, deps);
    const [registered] = deps.profiles.records();
    await deps.profiles.replace({ ...registered!, name: 'Ada' });
    deps.now.advance(60);
    await registerCustomer(ada, deps);
    expect(deps.profiles.records()).toEqual([{ ...registered!, name: 'Ada', version: 2 }]);
  });

  it('fails when the profile cannot be written', async () => {
    const profiles = { insert: () => Promise.reject(new Error('table not found')) };
    await expect(registerCustomer(ada, { ...setup(), profiles })).rejects.toThrow('table not found');
  });
});
