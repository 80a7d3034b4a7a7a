import type { ContactProjectionRepository } from '../src/gateways/contact-projection-repository.ts';
import type { CustomerContact, OrderContact } from '../src/models/contact.ts';

/** Passes the same contract test as `dynamoDbContactProjectionRepository`. */
export function inMemoryContactProjectionRepository(): ContactProjectionRepository {
  const orders = new Map<string, OrderContact>();
  const customers = new Map<string, CustomerContact>();
  const insertFirst = <T>(kept: Map<string, T>, id: string, contact: T) => {
    if (!kept.has(id)) kept.set(id, structuredClone(contact));
  };
  return {
    insertOrderContact: async (contact) => insertFirst(orders, contact.orderId, contact),
    hasOrderContact: async (orderId) => orders.has(orderId),
    findOrderContact: async (orderId) => structuredClone(orders.get(orderId)),
    insertCustomerContact: async (contact) => insertFirst(customers, contact.customerId, contact),
    findCustomerContact: async (customerId) => structuredClone(customers.get(customerId)),
  };
}
