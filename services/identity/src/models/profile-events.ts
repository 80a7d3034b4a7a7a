import { CustomerRegistered } from '#libs/contracts';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import type { Profile } from './profile.ts';

/** `CustomerRegistered` for a new profile. Later changes stay internal. */
export function toProfileEvents({ before, after }: Change): DomainEvent[] {
  if (before || !after) return [];
  const { customerId, email, version } = after as unknown as Profile & { version: number };
  return [
    domainEvent(CustomerRegistered, { subject: customerId, revision: version, data: { customerId, email } }),
  ];
}
