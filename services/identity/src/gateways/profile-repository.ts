import type { RecordRepository } from '#libs/gateways';
import type { Profile } from '../models/profile.ts';

/** All profiles, one per customer. */
export type ProfileRepository = RecordRepository<Profile>;
