import type { CheckoutSubmitted, CustomerRegistered, EventOf, OrderPlaced } from '#libs/contracts';
import { newId } from '#libs/models';

/** Who is behind an order, and what its lines are called: what events that name only the order leave out. */
export interface OrderContact {
  readonly orderId: string;
  /** Absent where a guest bought. */
  readonly customerId?: string;
  readonly email: string;
  readonly titles: readonly { readonly productId: string; readonly title: string }[];
  /** Seconds since 1970, as DynamoDB's time to live wants them. */
  readonly expiresAt: number;
}

/** Where a customer is reached; kept as long as there are customers, for they register once. */
export interface CustomerContact {
  readonly customerId: string;
  readonly email: string;
}

// What is later than half a year after a purchase, such as a refund by goodwill, staff write about themselves.
const ORDER_CONTACT_DAYS = 180;
const SECONDS_PER_DAY = 86_400;

/** The same from either event, whichever comes first: a purchase does not change once it is submitted. */
export function orderContactOf({
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

/** Whether the contact of an order is gone by its age, and not only not there yet: an id begins with its time. */
export function isContactAged(orderId: string, now: Date): boolean {
  const keptSince = now.getTime() - ORDER_CONTACT_DAYS * SECONDS_PER_DAY * 1000;
  return orderId < newId('ord', keptSince, new Uint8Array(32));
}

export const customerContactOf = ({ data }: EventOf<typeof CustomerRegistered>): CustomerContact => ({
  customerId: data.customerId,
  email: data.email,
});
