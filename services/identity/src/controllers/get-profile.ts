import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import type { ProfileRepository } from '../gateways/profile-repository.ts';
import type { UserRepository } from '../gateways/user-repository.ts';
import { log } from '../log-events.ts';
import { newProfile, type Profile } from '../models/profile.ts';

export interface Dependencies {
  readonly profiles: Pick<ProfileRepository, 'get' | 'insert'>;
  readonly users: Pick<UserRepository, 'findEmail'>;
  readonly now: () => Date;
}

/**
 * Returns the profile of a signed-in customer, with the current email address of the user pool, where customers change
 * it. Users whom an administrator created have not passed the sign-up trigger, and the trigger can fail: their profile is
 * created on their first request.
 */
export async function getProfile(customerId: string, deps: Dependencies): Promise<Versioned<Profile>> {
  const { profiles, users } = deps;
  const [profile, email] = await Promise.all([profiles.get({ customerId }), users.findEmail(customerId)]);
  // A token stays valid for up to an hour after its user was deleted.
  if (email === undefined)
    throw new AppError('not-found', 'profile.not-found', { detail: 'This account was deleted.' });
  return profile ? { ...profile, email } : registerOnFirstRequest(customerId, email, deps);
}

async function registerOnFirstRequest(
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
