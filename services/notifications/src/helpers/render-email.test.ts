import { describe, expect, it } from '@jest/globals';
import { purchaseEvents } from '#libs/testing';
import { toOrderContact } from '../models/contact.ts';
import type { EmailedEvent } from '../models/emailed-event.ts';
import { toOrderEmail } from '../models/order-email.ts';
import { renderEmail } from './render-email.ts';

const order = purchaseEvents();
const { orderId } = order;
const emailFor = (event: EmailedEvent) => {
  const { template, view } = toOrderEmail(event, toOrderContact(order.submitted));
  return renderEmail(template, order.email, view);
};

describe('renderEmail', () => {
  it('contains the line items, the totals and the address of an order', () => {
    expect(emailFor(order.placed)).toMatchObject({
      to: 'ada@example.com',
      subject: `Your order ${orderId} is confirmed`,
      text: `Thank you for your order on January 1, 2030.

2 x Tea & <Leaves>: €20.00
1 x Pot: €35.00

Subtotal: €55.00
Shipping: €4.90
Tax: €0.00
Total: €59.90

Shipping address:
Ada
1 Main St
10115 Berlin
DE

Order ${orderId}

Tradewind
`,
    });
  });

  it('shows a discount only if there is one', () => {
    const { placed } = order;
    const totals = { ...placed.data.totals, discount: 500, total: 5490 };
    const discounted = { ...placed, data: { ...placed.data, totals } };
    expect(emailFor(discounted).text).toContain('Discount: -€5.00\n');
    expect(emailFor(placed).text).not.toContain('Discount');
  });

  it('mentions no refund when there was nothing to pay', () => {
    const { canceled } = order;
    const free = emailFor({
      ...canceled,
      data: { ...canceled.data, refunded: { amount: 0, currency: 'EUR' } },
    });
    expect(`${free.text}${free.html}`).not.toContain('refund');
  });

  it('escapes values in HTML', () => {
    const { html } = emailFor(order.placed);
    expect(html).toContain('2 × Tea &amp; &lt;Leaves&gt;');
    expect(html).not.toContain('<Leaves>');
  });

  it.each<[string, EmailedEvent, string, string[]]>([
    ['a failed payment', order.failed, 'Your payment was declined', ['€59.90', 'You have not been charged']],
    ['a refund', order.refunded, `Your refund for order ${orderId}`, ['€59.90']],
    [
      'a cancellation',
      order.canceled,
      `Your order ${orderId} has been canceled`,
      ['January 1, 2030', '€59.90'],
    ],
    [
      'a dispatch',
      order.dispatched,
      `Your order ${orderId} is on its way`,
      ['DHL', 'January 2, 2030', 'Tracking number', 'JD0001', 'Tea'],
    ],
    [
      'a delivery',
      order.delivered,
      `Your order ${orderId} has been delivered`,
      ['DHL', 'January 3, 2030', 'Tea'],
    ],
  ])('renders %s as text and as HTML', (_, event, subject, details) => {
    const email = emailFor(event);
    expect(email.subject).toBe(subject);
    for (const detail of details) {
      expect(email.text).toContain(detail);
      expect(email.html).toContain(detail);
    }
    expect(`${email.text}${email.html}`).not.toMatch(/undefined|\{\{|\[object/);
  });
});
