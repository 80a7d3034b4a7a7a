import type { Contacts } from '../src/gateways/contacts.ts';
import type { CustomerContact, OrderContact } from '../src/models/contact.ts';

/** {@link Contacts} in memory; they pass the same contract test as those on DynamoDB. */
export function inMemoryContacts(): Contacts {
  const orders = new Map<string, OrderContact>();
  const customers = new Map<string, CustomerContact>();
  const keepFirst = <T>(kept: Map<string, T>, id: string, contact: T) => {
    if (!kept.has(id)) kept.set(id, structuredClone(contact));
  };
  return {
    keepOrder: async (contact) => keepFirst(orders, contact.orderId, contact),
    ofOrder: async (orderId) => structuredClone(orders.get(orderId)),
    keepCustomer: async (contact) => keepFirst(customers, contact.customerId, contact),
    ofCustomer: async (customerId) => structuredClone(customers.get(customerId)),
  };
}
