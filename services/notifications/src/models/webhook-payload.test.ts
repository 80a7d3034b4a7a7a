import { describe, expect, it } from '@jest/globals';
import { NOON, purchaseEvents } from '#libs/testing';
import { isPublicEvent, toWebhookPayload } from './webhook-payload.ts';
import webhooks from './webhooks.schema.ts';

const { registered, submitted, captured, email, customerId, ...order } = purchaseEvents();

describe('toWebhookPayload', () => {
  it.each([
    ['order.placed', order.placed],
    ['order.canceled', order.canceled],
    ['shipment.dispatched', order.dispatched],
    ['shipment.delivered', order.delivered],
    ['payment.failed', order.failed],
    ['payment.refunded', order.refunded],
  ])('contains the order id of %s, and neither the customer nor the address', (type, event) => {
    const payload = toWebhookPayload(event);
    expect([webhooks.validate(payload), webhooks.validate.errors]).toEqual([true, null]);
    expect(payload).toMatchObject({ type, version: 1, timestamp: NOON, data: { orderId: order.orderId } });
    for (const secret of [email, customerId, '1 Main St', event.correlationId, event.id])
      expect(JSON.stringify(payload)).not.toContain(`"${secret}"`);
  });

  it('contains the line items of a placed order', () => {
    const { lineItems, totals, currency, placedAt } = order.placed.data;
    const { orderId } = order;
    expect(toWebhookPayload(order.placed).data).toEqual({ orderId, lineItems, totals, currency, placedAt });
  });

  it('accepts public events only', () => {
    expect([registered, submitted, captured].some(isPublicEvent)).toBe(false);
  });
});
