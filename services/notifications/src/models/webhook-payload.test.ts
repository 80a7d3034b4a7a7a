import { describe, expect, it } from '@jest/globals';
import { NOON, purchaseEvents } from '#libs/testing';
import { isPublicEvent, webhookPayload } from './webhook-payload.ts';

const { registered, submitted, captured, email, customerId, ...bought } = purchaseEvents();

describe('the payload of a webhook', () => {
  it.each([
    ['order.placed', bought.placed],
    ['order.canceled', bought.canceled],
    ['shipment.dispatched', bought.dispatched],
    ['shipment.delivered', bought.delivered],
    ['payment.failed', bought.failed],
    ['payment.refunded', bought.refunded],
  ])('of %s names the order, and neither who bought nor where it goes', (type, event) => {
    const payload = webhookPayload(event);
    expect(payload).toMatchObject({ type, version: 1, timestamp: NOON, data: { orderId: bought.orderId } });
    for (const secret of [email, customerId, '1 Main St', event.correlationId, event.id])
      expect(JSON.stringify(payload)).not.toContain(`"${secret}"`);
  });

  it('of a placed order says what was bought', () => {
    const { lineItems, totals, currency, placedAt } = bought.placed.data;
    const { orderId } = bought;
    expect(webhookPayload(bought.placed).data).toEqual({ orderId, lineItems, totals, currency, placedAt });
  });

  it('is made of public events alone', () => {
    expect([registered, submitted, captured].some(isPublicEvent)).toBe(false);
  });
});
