import { describe, expect, it } from '@jest/globals';
import { fixedClock, inMemoryRecordRepository } from '#libs/testing';
import { inMemoryUserDirectory } from '../../test/in-memory-user-directory.ts';
import type { Profile } from '../models/profile.ts';
import { registerCustomer } from './register-customer.ts';

const ada = { customerId: 'c-1', email: 'ada@example.com' };
const needsOf = () => ({
  profiles: inMemoryRecordRepository<Profile>(['customerId']),
  directory: inMemoryUserDirectory(),
  now: fixedClock('2030-01-01T12:00:00.000Z'),
});

describe('registerCustomer', () => {
  it('makes a profile that accepts no marketing, and a customer of the user', async () => {
    const deps = needsOf();
    await registerCustomer(ada, deps);
    expect(deps.profiles.records()).toEqual([
      { ...ada, acceptsMarketing: false, registeredAt: '2030-01-01T12:00:00.000Z', version: 1 },
    ]);
    expect(await deps.directory.groupsOf('c-1')).toEqual(['customer']);
  });

  it('changes nothing when the pool says it twice', async () => {
    const deps = needsOf();
    await registerCustomer(ada, deps);
    const [registered] = deps.profiles.records();
    await deps.profiles.replace({ ...registered!, name: 'Ada' });
    deps.now.advance(60);
    await registerCustomer(ada, deps);
    expect(deps.profiles.records()).toEqual([{ ...registered!, name: 'Ada', version: 2 }]);
  });

  it('fails where the profile cannot be written', async () => {
    const profiles = { insert: () => Promise.reject(new Error('no table')) };
    await expect(registerCustomer(ada, { ...needsOf(), profiles })).rejects.toThrow('no table');
  });
});
