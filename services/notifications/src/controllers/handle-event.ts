import type { Contacts } from '../gateways/contacts.ts';
import { customerContactOf, orderContactOf } from '../models/contact.ts';
import type { HeardEvent } from '../models/heard-event.ts';

interface Needs {
  readonly contacts: Pick<Contacts, 'keepOrder' | 'keepCustomer'>;
}

/** Keeps what an event tells of who is behind an order or an account. */
export async function handleEvent(event: HeardEvent, { contacts }: Needs): Promise<void> {
  await keepContact(event, contacts);
}

async function keepContact(event: HeardEvent, contacts: Needs['contacts']): Promise<void> {
  if (event.type === 'CustomerRegistered') await contacts.keepCustomer(customerContactOf(event));
  if (event.type === 'CheckoutSubmitted' || event.type === 'OrderPlaced')
    await contacts.keepOrder(orderContactOf(event));
}
