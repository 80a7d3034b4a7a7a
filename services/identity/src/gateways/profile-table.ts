import { recordTable, type RecordTable } from '#libs/gateways';
import type { Profile } from '../models/profile.ts';

/** Profiles, one for each customer. */
export type ProfileTable = RecordTable<Profile>;

export const profileTable = (tableName: string): ProfileTable =>
  recordTable<Profile>(tableName, ['customerId']);
