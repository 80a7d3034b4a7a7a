import type { Contacts } from '../gateways/contacts.ts';
import { customerContactOf, orderContactOf } from '../models/contact.ts';
import type { HeardEvent } from '../models/heard-event.ts';
import { requestEmail } from './request-email.ts';

type EmailNeeds = Parameters<typeof requestEmail>[1];
interface Dependencies extends EmailNeeds {
  readonly contacts: Pick<Contacts, 'keepOrder' | 'keepCustomer'>;
  /** Tells the systems of the customer whom the event concerns. */
  readonly fanOut: (event: HeardEvent) => Promise<void>;
}

/**
 * Keeps who is behind an order or an account, then has all told whom it concerns. One way of telling does not wait
 * for another: each is tried, and bears to be tried again where another failed.
 *
 * @throws what failed; AggregateError where several did
 */
export async function handleEvent(event: HeardEvent, deps: Dependencies): Promise<void> {
  await keepContact(event, deps.contacts);
  await allTried(requestEmail(event, deps), deps.fanOut(event));
}

async function keepContact(event: HeardEvent, contacts: Dependencies['contacts']): Promise<void> {
  if (event.type === 'CustomerRegistered') await contacts.keepCustomer(customerContactOf(event));
  if (event.type === 'CheckoutSubmitted' || event.type === 'OrderPlaced')
    await contacts.keepOrder(orderContactOf(event));
}

async function allTried(...ways: Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(ways);
  const failures = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join('; '));
}
