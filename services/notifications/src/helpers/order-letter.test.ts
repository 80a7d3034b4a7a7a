import { describe, expect, it } from '@jest/globals';
import { purchaseEvents } from '#libs/testing';
import { orderContactOf } from '../models/contact.ts';
import type { MailedEvent } from '../models/mailed-event.ts';
import { orderLetter } from './order-letter.ts';
import { renderEmail } from './render-email.ts';

const bought = purchaseEvents();
const { orderId } = bought;
const emailAbout = (event: MailedEvent) => {
  const { template, view } = orderLetter(event, orderContactOf(bought.submitted));
  return renderEmail(template, bought.email, view);
};

describe('an e-mail', () => {
  it('says what was ordered, what it costs and where it goes', () => {
    expect(emailAbout(bought.placed)).toMatchObject({
      to: 'ada@example.com',
      subject: `Your order ${orderId}`,
      text: `Thank you for your order of 1 January 2030.

2 x Tea & <Leaves>: €20.00
1 x Pot: €35.00

Subtotal: €55.00
Shipping: €4.90
Tax: €0.00
Total: €59.90

It goes to:
Ada
1 Main St
10115 Berlin
DE

Order ${orderId}

Tradewind
`,
    });
  });

  it('shows a discount only where there is one', () => {
    const { placed } = bought;
    const totals = { ...placed.data.totals, discount: 500, total: 5490 };
    const discounted = { ...placed, data: { ...placed.data, totals } };
    expect(emailAbout(discounted).text).toContain('Discount: -€5.00\n');
    expect(emailAbout(placed).text).not.toContain('Discount');
  });

  it('escapes in HTML what the shop or the buyer wrote', () => {
    const { html } = emailAbout(bought.placed);
    expect(html).toContain('2 × Tea &amp; &lt;Leaves&gt;');
    expect(html).not.toContain('<Leaves>');
  });

  it.each<[string, MailedEvent, string, string[]]>([
    ['a failed payment', bought.failed, 'Your payment did not go through', ['€59.90', 'Nothing was charged']],
    ['a refund', bought.refunded, `Your refund for order ${orderId}`, ['€59.90']],
    ['a cancellation', bought.canceled, `Your order ${orderId} is canceled`, ['1 January 2030']],
    [
      'a dispatch',
      bought.dispatched,
      `Your order ${orderId} is on its way`,
      ['DHL', '2 January 2030', 'Tracking number', 'JD0001', 'Tea'],
    ],
    ['a delivery', bought.delivered, `Your order ${orderId} has arrived`, ['DHL', '3 January 2030', 'Tea']],
  ])('tells of %s in text and in HTML', (_, event, subject, facts) => {
    const email = emailAbout(event);
    expect(email.subject).toBe(subject);
    for (const fact of facts) {
      expect(email.text).toContain(fact);
      expect(email.html).toContain(fact);
    }
    expect(`${email.text}${email.html}`).not.toMatch(/undefined|\{\{|\[object/);
  });
});
