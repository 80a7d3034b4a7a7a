import { AppError } from '#libs/errors';
import type { ProfileRepository } from '../gateways/profile-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { newProfile } from '../models/profile.ts';

interface Dependencies {
  readonly profiles: Pick<ProfileRepository, 'insert'>;
  readonly now: () => Date;
}

/** Registers a customer who confirmed their email address. Repeated calls have no effect. */
export async function registerCustomer(
  { customerId, email }: { customerId: string; email: string },
  { profiles, now }: Dependencies,
): Promise<void> {
  try {
    await profiles.insert(newProfile(customerId, email, now()));
  } catch (error) {
    if (error instanceof AppError && error.code === 'record.exists') return;
    throw error;
  }
  metrics.count('CustomerRegistered');
  log.info('customer.registered', { customerId });
}
