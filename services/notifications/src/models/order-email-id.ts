import type { EmailedEvent } from './emailed-event.ts';

/**
 * The id of the email about an event: what happened to the order, not the id of the event. When the same change is published
 * again under another id, such as after a table was restored, the customer receives no second email.
 */
export function toOrderEmailId({ type, data }: EmailedEvent): string {
  switch (type) {
    // An order is placed, canceled and declined once.
    case 'OrderPlaced':
    case 'OrderCanceled':
    case 'PaymentFailed':
      return `${data.orderId}/${type}`;
    // Each refund raises the total.
    case 'PaymentRefunded':
      return `${data.orderId}/${type}/${data.refundedTotal.amount}`;
    case 'ShipmentDispatched':
    case 'ShipmentDelivered':
      return `${data.shipmentId}/${type}`;
  }
}
