import type { CustomerContact, OrderContact } from '../models/contact.ts';

/** The contacts of orders and customers, from events of other services. The first insert wins: contacts do not change. */
export interface ContactProjectionRepository {
  insertOrderContact(contact: OrderContact): Promise<void>;
  /**
   * Whether an order has a contact. Eventually consistent: false may be outdated, and an insert then changes nothing. The
   * read costs half a unit, and an insert that finds a contact costs a write unit.
   */
  hasOrderContact(orderId: string): Promise<boolean>;
  /** Undefined if no event of the order has arrived yet, or if the contact has expired. */
  findOrderContact(orderId: string): Promise<OrderContact | undefined>;
  insertCustomerContact(contact: CustomerContact): Promise<void>;
  findCustomerContact(customerId: string): Promise<CustomerContact | undefined>;
}
