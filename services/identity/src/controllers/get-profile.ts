import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import type { ProfileTable } from '../gateways/profile-table.ts';
import type { UserDirectory } from '../gateways/user-directory.ts';
import { log } from '../log-events.ts';
import { newProfile, type Profile } from '../models/profile.ts';

export interface Dependencies {
  readonly profiles: Pick<ProfileTable, 'get' | 'insert'>;
  readonly directory: Pick<UserDirectory, 'emailOf'>;
  readonly now: () => Date;
}

/**
 * The profile of a signed-in customer, with the e-mail address that the pool has now: people change it there. Users whom an administrator created never pass the sign-up, and a sign-up's
 * trigger may have failed: their profile is made when they first ask for it.
 */
export async function getProfile(customerId: string, deps: Dependencies): Promise<Versioned<Profile>> {
  const { profiles, directory } = deps;
  const [profile, email] = await Promise.all([profiles.get({ customerId }), directory.emailOf(customerId)]);
  // A token outlives its user by up to an hour.
  if (email === undefined)
    throw new AppError('not-found', 'profile.not-found', { detail: 'This account was deleted.' });
  return profile ? { ...profile, email } : registerLate(customerId, email, deps);
}

async function registerLate(
  customerId: string,
  email: string,
  deps: Dependencies,
): Promise<Versioned<Profile>> {
  const { profiles, now } = deps;
  try {
    const profile = await profiles.insert(newProfile(customerId, email, now()));
    log.info('customer.registered-late', { customerId });
    return profile;
  } catch (error) {
    if (error instanceof AppError && error.code === 'record.exists') return getProfile(customerId, deps);
    throw error;
  }
}
