import { CustomerRegistered } from '#libs/contracts';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import type { Profile } from './profile.ts';

/** Others hear that somebody registered; what customers change of their profile later concerns nobody. */
export function profileEvents({ before, after }: Change): DomainEvent[] {
  if (before || !after) return [];
  const { customerId, email, version } = after as unknown as Profile & { version: number };
  return [
    domainEvent(CustomerRegistered, { subject: customerId, revision: version, data: { customerId, email } }),
  ];
}
