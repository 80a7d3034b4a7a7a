import { describe, expect, it } from '@jest/globals';
import { allEmailsTo, type SentEmail } from '../outbox-folder.ts';
import { buy, cancelOrder, newAddress, deliverShipment, openedShipment } from '../purchases.ts';

describe('order emails', () => {
  it('confirm an order once', async () => {
    const address = newAddress();
    const { orderId, lineItems } = await buy(address);
    const emails = await allEmailsTo(address);
    expect(emails).toHaveLength(1);
    const { text, html, message } = emails[0]!;
    expect(text).toContain(`2 x ${lineItems[0]!.title}: `);
    expect(text).toContain(`Order ${orderId}`);
    expect(html).toContain('1 Main St');
    expect(message).toMatch(/^From: Tradewind <orders@local\.tradewind\.example>\r$/m);
    expect(message).toContain(`Subject: Your order ${orderId} is confirmed\r\n`);
  });

  it('report a declined card once', async () => {
    const address = newAddress();
    await buy(address, 'tok_declined');
    const emails = await allEmailsTo(address);
    expect(emails.map(({ text }) => text)).toEqual([expect.stringContaining('You have not been charged')]);
  });

  it('do not report to a guest a declined card', async () => {
    const address = newAddress();
    await buy(address, 'tok_declined', { isGuest: true });
    await buy(address, 'tok_success', { isGuest: true });
    const emails = await allEmailsTo(address);
    expect(emails.map(({ text }) => text)).toEqual([expect.stringContaining('Thank you for your order')]);
  });

  it('report no more than three declined cards in an hour', async () => {
    const address = newAddress();
    for (let attempt = 0; attempt < 4; attempt++) await buy(address, 'tok_declined');
    expect(await allEmailsTo(address, 3)).toHaveLength(3);
  });

  it('report the dispatch and the delivery', async () => {
    const address = newAddress();
    const { orderId, lineItems } = await buy(address);
    const shipmentId = await openedShipment(orderId);
    await deliverShipment(shipmentId, { carrier: 'DHL', trackingNumber: 'T-1' });
    const emails = await allEmailsTo(address, 3);
    expect(toSubjects(emails)).toEqual([
      `Your order ${orderId} has been delivered`,
      `Your order ${orderId} is confirmed`,
      `Your order ${orderId} is on its way`,
    ]);
    const dispatched = emails.find(({ text }) => text.includes('Tracking number: T-1'));
    expect(dispatched?.text).toContain(`2 x ${lineItems[0]!.title}\n`);
  });

  it('report a cancellation and its refund', async () => {
    const address = newAddress();
    const { orderId } = await buy(address);
    await cancelOrder(orderId);
    expect(toSubjects(await allEmailsTo(address, 3))).toEqual([
      `Your order ${orderId} has been canceled`,
      `Your order ${orderId} is confirmed`,
      `Your refund for order ${orderId}`,
    ]);
  });
});

const toSubjects = (emails: readonly SentEmail[]) =>
  emails.map(({ message }) => /^Subject: (.*)\r$/m.exec(message)?.[1]).toSorted();
