import { OrderCanceled, OrderPlaced } from '#libs/contracts';
import type { Versioned } from '#libs/gateways';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import { money } from '#libs/models';
import { isConfirmed, type Order } from './order.ts';

/** Publishes an order when it is confirmed and when it is canceled. */
export function toOrderEvents({ before, after }: Change): DomainEvent[] {
  const order = after as unknown as Versioned<Order> | undefined;
  if (!order || order.status === before?.['status'] || !isConfirmed(order)) return [];
  const { orderId, customerId, email, version } = order;
  const envelope = { subject: orderId, revision: version };
  const customer = { orderId, ...(customerId !== undefined && { customerId }), email };

  // An order whose cancellation was rejected returns to `placed`; its OrderPlaced has already been published.
  if (order.status === 'placed' && before?.['placedAt'] === undefined) {
    const { shippingAddress, shippingOption, lineItems, totals, currency, placedAt } = order;
    const details = { shippingAddress, shippingOption, lineItems, totals, currency, placedAt };
    return [domainEvent(OrderPlaced, { ...envelope, data: { ...customer, ...details } })];
  }
  if (order.status === 'canceled') {
    const { reason = '', canceledAt = '' } = order.cancellation ?? {};
    const refunded = money(order.refundedTotal, order.currency);
    return [domainEvent(OrderCanceled, { ...envelope, data: { ...customer, reason, canceledAt, refunded } })];
  }
  return [];
}
