import type { CheckoutSubmitted, CustomerRegistered, EventOf, OrderPlaced } from '#libs/contracts';
import { newId } from '#libs/models';

/** The customer and the product titles of an order, for events that carry only the order's id. */
export interface OrderContact {
  readonly orderId: string;
  /** Absent for a guest. */
  readonly customerId?: string;
  readonly email: string;
  readonly titles: readonly { readonly productId: string; readonly title: string }[];
  /** DynamoDB TTL, in seconds since the epoch. */
  readonly expiresAt: number;
}

/** The email address of a customer. It never expires, because a customer registers only once. */
export interface CustomerContact {
  readonly customerId: string;
  readonly email: string;
}

// Staff write to the customer themselves about anything later, such as a goodwill refund.
const ORDER_CONTACT_DAYS = 180;
const SECONDS_PER_DAY = 86_400;

/** Both events give the same contact, because an order does not change after it is submitted. */
export function toOrderContact({
  occurredAt,
  data,
}: EventOf<typeof CheckoutSubmitted> | EventOf<typeof OrderPlaced>): OrderContact {
  const { orderId, customerId, email, lineItems } = data;
  return {
    orderId,
    ...(customerId !== undefined && { customerId }),
    email,
    titles: lineItems.map(({ productId, title }) => ({ productId, title })),
    expiresAt: Math.floor(Date.parse(occurredAt) / 1000) + ORDER_CONTACT_DAYS * SECONDS_PER_DAY,
  };
}

/** Distinguishes an expired contact from one that has not arrived yet. An order id begins with its creation time. */
export function isContactExpired(orderId: string, now: Date): boolean {
  const oldestKept = now.getTime() - ORDER_CONTACT_DAYS * SECONDS_PER_DAY * 1000;
  return orderId < newId('ord', oldestKept, new Uint8Array(32));
}

export const toCustomerContact = ({ data }: EventOf<typeof CustomerRegistered>): CustomerContact => ({
  customerId: data.customerId,
  email: data.email,
});
