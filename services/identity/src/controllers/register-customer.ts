import { AppError } from '#libs/errors';
import { count } from '#libs/logging';
import type { ProfileTable } from '../gateways/profile-table.ts';
import type { UserDirectory } from '../gateways/user-directory.ts';
import { log } from '../log-events.ts';
import { newProfile } from '../models/profile.ts';

interface Dependencies {
  readonly profiles: Pick<ProfileTable, 'insert'>;
  readonly directory: Pick<UserDirectory, 'addToGroup'>;
  readonly now: () => Date;
}

/** Somebody confirmed their e-mail address. The pool may say so twice. */
export async function registerCustomer(
  { customerId, email }: { customerId: string; email: string },
  { profiles, directory, now }: Dependencies,
): Promise<void> {
  await directory.addToGroup(customerId, 'customer');
  try {
    await profiles.insert(newProfile(customerId, email, now()));
  } catch (error) {
    if (error instanceof AppError && error.code === 'record.exists') return;
    throw error;
  }
  count('CustomerRegistered');
  log.info('customer.registered', { customerId });
}
