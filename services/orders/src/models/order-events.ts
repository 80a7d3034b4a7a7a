import { OrderCanceled, OrderPlaced } from '#libs/contracts';
import type { Versioned } from '#libs/gateways';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import { isConfirmed, type Order } from './order.ts';

/** Others hear of an order once it stands, and once it does so no more. */
export function orderEvents({ before, after }: Change): DomainEvent[] {
  const order = after as unknown as Versioned<Order> | undefined;
  if (!order || order.status === before?.['status'] || !isConfirmed(order)) return [];
  const { orderId, customerId, email, version } = order;
  const told = { subject: orderId, revision: version };
  const buyer = { orderId, ...(customerId !== undefined && { customerId }), email };

  // One whose cancellation was refused is placed again, and was told of before.
  if (order.status === 'placed' && before?.['placedAt'] === undefined) {
    const { shippingAddress, shippingOption, lineItems, totals, currency, placedAt } = order;
    const sold = { shippingAddress, shippingOption, lineItems, totals, currency, placedAt };
    return [domainEvent(OrderPlaced, { ...told, data: { ...buyer, ...sold } })];
  }
  if (order.status === 'canceled') {
    const { reason = '', canceledAt = '' } = order.cancellation ?? {};
    return [domainEvent(OrderCanceled, { ...told, data: { ...buyer, reason, canceledAt } })];
  }
  return [];
}
