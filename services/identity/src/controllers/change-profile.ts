import { changeRecord, type Versioned } from '#libs/gateways';
import type { ProfileTable } from '../gateways/profile-table.ts';
import { changedProfile, type Profile, type ProfileChange } from '../models/profile.ts';
import { getProfile, type Needs as GetProfileNeeds } from './get-profile.ts';

interface Needs extends GetProfileNeeds {
  readonly profiles: Pick<ProfileTable, 'get' | 'insert' | 'replace'>;
}

export const changeProfile = (
  customerId: string,
  change: ProfileChange,
  ifMatch: string | undefined,
  needs: Needs,
): Promise<Versioned<Profile>> =>
  changeRecord({
    read: () => getProfile(customerId, needs),
    change: (profile) => changedProfile(profile, change),
    replace: needs.profiles.replace,
    ifMatch,
  });
