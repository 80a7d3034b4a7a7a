import { describe, expect, it } from '@jest/globals';
import { allEmailsTo, type SentEmail } from '../outbox-folder.ts';
import { buy, cancelOrder, handle, newAddress, openedShipment } from '../shop.ts';

describe('buying', () => {
  it('is confirmed by one e-mail', async () => {
    const address = newAddress();
    const { orderId, lineItems } = await buy(address);
    const emails = await allEmailsTo(address);
    expect(emails).toHaveLength(1);
    const { text, html, message } = emails[0]!;
    expect(text).toContain(`2 x ${lineItems[0].title}: `);
    expect(text).toContain(`Order ${orderId}`);
    expect(html).toContain('1 Main St');
    expect(message).toMatch(/^From: Tradewind <orders@local\.tradewind\.example>\r$/m);
    expect(message).toContain(`Subject: Your order ${orderId}\r\n`);
  });

  it('with a card that is declined is answered by one e-mail', async () => {
    const address = newAddress();
    await buy(address, 'tok_declined');
    const emails = await allEmailsTo(address);
    expect(emails.map(({ text }) => text)).toEqual([expect.stringContaining('Nothing was charged')]);
  });

  it('goes on with an e-mail when the parcel leaves, and one when it is there', async () => {
    const address = newAddress();
    const { orderId, lineItems } = await buy(address);
    const shipmentId = await openedShipment(orderId);
    await handle(shipmentId, 'pick');
    await handle(shipmentId, 'dispatch', { carrier: 'DHL', trackingNumber: 'T-1' });
    await handle(shipmentId, 'deliver');
    const emails = await allEmailsTo(address, 3);
    expect(subjectsOf(emails)).toEqual([
      `Your order ${orderId}`,
      `Your order ${orderId} has arrived`,
      `Your order ${orderId} is on its way`,
    ]);
    const dispatched = emails.find(({ text }) => text.includes('Tracking number: T-1'));
    expect(dispatched?.text).toContain(`2 x ${lineItems[0].title}\n`);
  });

  it('and canceling tells of the cancellation and of the money', async () => {
    const address = newAddress();
    const { orderId } = await buy(address);
    await cancelOrder(orderId);
    expect(subjectsOf(await allEmailsTo(address, 3))).toEqual([
      `Your order ${orderId}`,
      `Your order ${orderId} is canceled`,
      `Your refund for order ${orderId}`,
    ]);
  });
});

const subjectsOf = (emails: readonly SentEmail[]) =>
  emails.map(({ message }) => /^Subject: (.*)\r$/m.exec(message)?.[1]).toSorted();
