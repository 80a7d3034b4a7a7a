import { describe, expect, it } from '@jest/globals';
import { fixedClock, inMemoryRecordRepository } from '#libs/testing';
import { inMemoryUserRepository } from '../../test/in-memory-user-repository.ts';
import { newProfile, type Profile } from '../models/profile.ts';
import { changeProfile } from './change-profile.ts';
import { getProfile } from './get-profile.ts';

const setup = () => ({
  profiles: inMemoryRecordRepository<Profile>(['customerId']),
  users: inMemoryUserRepository({ ada: 'ada@example.com', 'created-by-staff': 'bob@example.com' }),
  now: fixedClock('2030-01-01T12:00:00.000Z'),
});
const setupWithAda = async () => {
  const deps = setup();
  await deps.profiles.insert(newProfile('ada', 'ada@example.com', deps.now()));
  return deps;
};

describe('getProfile', () => {
  it('returns the profile', async () => {
    expect(await getProfile('ada', await setupWithAda())).toMatchObject({
      email: 'ada@example.com',
      version: 1,
    });
  });

  it('returns the current email address of the user pool', async () => {
    const deps = { ...(await setupWithAda()), users: inMemoryUserRepository({ ada: 'ada@new.example' }) };
    expect(await getProfile('ada', deps)).toMatchObject({ email: 'ada@new.example', version: 1 });
    await changeProfile('ada', { name: 'Ada' }, '"1"', deps);
    expect(deps.profiles.records()).toMatchObject([{ email: 'ada@new.example', name: 'Ada', version: 2 }]);
  });

  it('registers a user of the pool who never signed up', async () => {
    const deps = setup();
    const profile = await getProfile('created-by-staff', deps);
    expect(profile).toMatchObject({ customerId: 'created-by-staff', email: 'bob@example.com', version: 1 });
    expect(deps.profiles.records()).toEqual([profile]);
  });

  it('creates one profile for two concurrent requests', async () => {
    const deps = setup();
    const [one, other] = await Promise.all([
      getProfile('created-by-staff', deps),
      getProfile('created-by-staff', deps),
    ]);
    expect(one).toEqual(other);
  });

  it('rejects a user who was deleted', async () => {
    await expect(getProfile('deleted', setup())).rejects.toMatchObject({
      kind: 'not-found',
      code: 'profile.not-found',
    });
  });
});

describe('changeProfile', () => {
  it('sets given fields, removes fields that are null and keeps the others', async () => {
    const deps = await setupWithAda();
    await changeProfile(
      'ada',
      { name: 'Ada', phone: '+4940123456', acceptsMarketing: true },
      undefined,
      deps,
    );
    const changed = await changeProfile('ada', { phone: null }, '"2"', deps);
    expect(changed).toMatchObject({ name: 'Ada', acceptsMarketing: true, version: 3 });
    expect(changed).not.toHaveProperty('phone');
  });

  it('rejects an If-Match of another version', async () => {
    const stale = changeProfile('ada', { name: 'Ada' }, '"2"', await setupWithAda());
    await expect(stale).rejects.toMatchObject({ kind: 'precondition-failed' });
  });
});
