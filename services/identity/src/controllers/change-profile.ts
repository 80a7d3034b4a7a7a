import { changeRecord, type Versioned } from '#libs/gateways';
import type { ProfileRepository } from '../gateways/profile-repository.ts';
import { applyProfileChange, type Profile, type ProfileChange } from '../models/profile.ts';
import { getProfile, type Dependencies as GetProfileDependencies } from './get-profile.ts';

interface Dependencies extends GetProfileDependencies {
  readonly profiles: Pick<ProfileRepository, 'get' | 'insert' | 'replace'>;
}

export const changeProfile = (
  customerId: string,
  change: ProfileChange,
  ifMatch: string | undefined,
  deps: Dependencies,
): Promise<Versioned<Profile>> =>
  changeRecord({
    read: () => getProfile(customerId, deps),
    change: (profile) => applyProfileChange(profile, change),
    replace: deps.profiles.replace,
    ifMatch,
  });
