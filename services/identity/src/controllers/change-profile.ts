import { changeRecord, type Versioned } from '#libs/gateways';
import type { ProfileTable } from '../gateways/profile-table.ts';
import { changedProfile, type Profile, type ProfileChange } from '../models/profile.ts';
import { getProfile, type Dependencies as GetProfileNeeds } from './get-profile.ts';

interface Dependencies extends GetProfileNeeds {
  readonly profiles: Pick<ProfileTable, 'get' | 'insert' | 'replace'>;
}

export const changeProfile = (
  customerId: string,
  change: ProfileChange,
  ifMatch: string | undefined,
  deps: Dependencies,
): Promise<Versioned<Profile>> =>
  changeRecord({
    read: () => getProfile(customerId, deps),
    change: (profile) => changedProfile(profile, change),
    replace: deps.profiles.replace,
    ifMatch,
  });
