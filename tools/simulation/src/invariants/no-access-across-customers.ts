import type { Invariant } from './invariant.ts';
import type { Snapshot } from './snapshot.ts';

/** What belongs to a customer is seen and changed by this customer only. */
export const noAccessAcrossCustomers: Invariant = {
  name: 'no access across customers',
  description:
    'No read, write or notification reaches the data of another customer, and records of an order have one owner.',
  holds: 'always',
  *check({ accesses, notifications, sessions, orders, payments, shipments }) {
    for (const { resource, callerId, ownerId } of accesses)
      if (callerId !== ownerId) yield `${callerId} was granted ${resource} of ${ownerId}`;
    for (const { channel, name, change, recipient, customerId } of notifications)
      if (customerId !== undefined && recipient !== customerId)
        yield `the ${channel} ${name} about ${change} of ${customerId} went to ${recipient}`;
    for (const [orderId, owners] of ownersByOrder({ sessions, orders, payments, shipments }))
      if (owners.size > 1) yield `${orderId} belongs to ${[...owners].join(' and to ')}`;
  },
};

const GUEST = 'a guest';

function ownersByOrder({
  sessions,
  orders,
  payments,
  shipments,
}: Pick<Snapshot, 'sessions' | 'orders' | 'payments' | 'shipments'>): Map<string, Set<string>> {
  const owners = new Map<string, Set<string>>();
  const add = (orderId: string, customerId: string = GUEST) =>
    owners.set(orderId, (owners.get(orderId) ?? new Set()).add(customerId));
  for (const { attempts, customerId } of sessions)
    for (const { orderId } of attempts) add(orderId, customerId);
  for (const { orderId, customerId } of [...orders, ...shipments]) add(orderId, customerId);
  // A payment that was voided before the first attempt knows no customer.
  for (const { orderId, customerId, amount } of payments) if (amount) add(orderId, customerId);
  return owners;
}
