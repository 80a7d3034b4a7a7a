import type { MessageQueue } from '#libs/gateways';
import type { ContactProjectionRepository } from '../gateways/contact-projection-repository.ts';
import { toCustomerContact, toOrderContact } from '../models/contact.ts';
import type { ConsumedEvent } from '../models/consumed-event.ts';
import { isEmailed, type EmailedEvent } from '../models/emailed-event.ts';

interface Dependencies {
  readonly emails: MessageQueue<EmailedEvent>;
  readonly contacts: Pick<
    ContactProjectionRepository,
    'insertOrderContact' | 'hasOrderContact' | 'insertCustomerContact'
  >;
  /** Delivers the event to the customer's webhook endpoints. */
  readonly fanOut: (event: ConsumedEvent) => Promise<void>;
}

/**
 * Saves the contact in the event, then requests the email and the webhooks. Neither depends on the success of the other;
 * both are idempotent, so the event can be retried.
 *
 * @throws the error of the part that failed; AggregateError if both failed
 */
export async function handleEvent(event: ConsumedEvent, deps: Dependencies): Promise<void> {
  await projectContact(event, deps.contacts);
  await runAll(requestEmail(event, deps), deps.fanOut(event));
}

async function projectContact(event: ConsumedEvent, contacts: Dependencies['contacts']): Promise<void> {
  if (event.type === 'CustomerRegistered') await contacts.insertCustomerContact(toCustomerContact(event));
  if (event.type === 'CheckoutSubmitted') await contacts.insertOrderContact(toOrderContact(event));
  // CheckoutSubmitted nearly always arrives first.
  if (event.type === 'OrderPlaced' && !(await contacts.hasOrderContact(event.data.orderId)))
    await contacts.insertOrderContact(toOrderContact(event));
}

async function requestEmail(event: ConsumedEvent, { emails }: Dependencies): Promise<void> {
  if (isEmailed(event)) await emails.send(event);
}

async function runAll(...parts: Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(parts);
  const failures = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join('; '));
}
