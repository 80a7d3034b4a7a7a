import type { CustomerContact, OrderContact } from '../models/contact.ts';

/** Copies of whom an order or an account belongs to. The first copy stays: neither changes hands. */
export interface Contacts {
  keepOrder(contact: OrderContact): Promise<void>;
  /** Undefined where nothing was heard of the order yet, or its copy aged. */
  ofOrder(orderId: string): Promise<OrderContact | undefined>;
  keepCustomer(contact: CustomerContact): Promise<void>;
  ofCustomer(customerId: string): Promise<CustomerContact | undefined>;
}
