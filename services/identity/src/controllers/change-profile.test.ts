import { describe, expect, it } from '@jest/globals';
import { fixedClock, inMemoryRecordRepository } from '#libs/testing';
import { inMemoryUserDirectory } from '../../test/in-memory-user-directory.ts';
import { newProfile, type Profile } from '../models/profile.ts';
import { changeProfile } from './change-profile.ts';
import { getProfile } from './get-profile.ts';

const needsOf = () => ({
  profiles: inMemoryRecordRepository<Profile>(['customerId']),
  directory: inMemoryUserDirectory({ ada: 'ada@example.com', 'made-by-staff': 'bob@example.com' }),
  now: fixedClock('2030-01-01T12:00:00.000Z'),
});
const withAda = async () => {
  const deps = needsOf();
  await deps.profiles.insert(newProfile('ada', 'ada@example.com', deps.now()));
  return deps;
};

describe('getProfile', () => {
  it('finds the profile', async () => {
    expect(await getProfile('ada', await withAda())).toMatchObject({ email: 'ada@example.com', version: 1 });
  });

  it('answers the e-mail address that the pool has now', async () => {
    const deps = { ...(await withAda()), directory: inMemoryUserDirectory({ ada: 'ada@new.example' }) };
    expect(await getProfile('ada', deps)).toMatchObject({ email: 'ada@new.example', version: 1 });
    await changeProfile('ada', { name: 'Ada' }, '"1"', deps);
    expect(deps.profiles.records()).toMatchObject([{ email: 'ada@new.example', name: 'Ada', version: 2 }]);
  });

  it('registers a user whom the pool knows and who never signed up', async () => {
    const deps = needsOf();
    const profile = await getProfile('made-by-staff', deps);
    expect(profile).toMatchObject({ customerId: 'made-by-staff', email: 'bob@example.com', version: 1 });
    expect(deps.profiles.records()).toEqual([profile]);
  });

  it('makes one profile of two requests at once', async () => {
    const deps = needsOf();
    const [one, other] = await Promise.all([
      getProfile('made-by-staff', deps),
      getProfile('made-by-staff', deps),
    ]);
    expect(one).toEqual(other);
  });

  it('finds nothing of a user who is gone', async () => {
    await expect(getProfile('gone', needsOf())).rejects.toMatchObject({
      kind: 'not-found',
      code: 'profile.not-found',
    });
  });
});

describe('changeProfile', () => {
  it('sets what is named, removes what is null, and keeps the rest', async () => {
    const deps = await withAda();
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

  it('refuses who has seen another version', async () => {
    const stale = changeProfile('ada', { name: 'Ada' }, '"2"', await withAda());
    await expect(stale).rejects.toMatchObject({ kind: 'precondition-failed' });
  });
});
