import { describe, expect, it } from '@jest/globals';
import { purchaseEvents } from '#libs/testing';
import { inMemoryContacts } from '../../test/in-memory-contacts.ts';
import { recordingQueue } from '../../test/recording-queue.ts';
import type { MailedEvent } from '../models/mailed-event.ts';
import { handleEvent } from './handle-event.ts';

const fanOut = async () => {};
const deps = () => ({ contacts: inMemoryContacts(), emails: recordingQueue<MailedEvent>() });

describe('handling an event', () => {
  it.each(['submitted', 'placed'] as const)('keeps who is behind an order that was %s', async (which) => {
    const { contacts, emails } = deps();
    const bought = purchaseEvents();
    await handleEvent(bought[which], { contacts, emails, fanOut });
    const contact = await contacts.ofOrder(bought.orderId);
    expect(contact).toMatchObject({ email: bought.email, customerId: bought.customerId });
    expect(contact?.titles.map(({ title }) => title)).toEqual(['Tea & <Leaves>', 'Pot']);
  });

  it('keeps where a customer is reached', async () => {
    const { contacts, emails } = deps();
    const { registered, customerId, email } = purchaseEvents();
    await handleEvent(registered, { contacts, emails, fanOut });
    expect(await contacts.ofCustomer(customerId)).toEqual({ customerId, email });
  });

  it('has the buyer written to where the event is for buyers, and hands no payment token on', async () => {
    const { contacts, emails } = deps();
    const bought = purchaseEvents();
    const { registered, submitted, captured, ...others } = bought;
    const mailed = [
      others.placed,
      others.failed,
      others.refunded,
      others.canceled,
      others.dispatched,
      others.delivered,
    ];
    for (const event of [registered, submitted, captured, ...mailed])
      await handleEvent(event, { contacts, emails, fanOut });
    expect(emails.messages).toEqual(mailed);
    expect(JSON.stringify(emails.messages)).not.toContain('tok_success');
  });

  it('fails where nobody could be told to write, so that the event comes again', async () => {
    const emails = {
      send: async () => {
        throw new Error('SQS is away');
      },
    };
    const { placed } = purchaseEvents();
    await expect(handleEvent(placed, { contacts: inMemoryContacts(), emails, fanOut })).rejects.toThrow(
      'SQS is away',
    );
  });

  it('writes to the buyer also where the customer’s systems could not be told', async () => {
    const { contacts, emails } = deps();
    const { placed } = purchaseEvents();
    const failing = async () => {
      throw new Error('DynamoDB is away');
    };
    const handled = handleEvent(placed, { contacts, emails, fanOut: failing });
    await expect(handled).rejects.toThrow('DynamoDB is away');
    expect(emails.messages).toEqual([placed]);
  });
});
