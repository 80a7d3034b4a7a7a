import { describe, expect, it } from '@jest/globals';
import { purchaseEvents } from '#libs/testing';
import { inMemoryContactProjectionRepository } from '../../test/in-memory-contact-projection-repository.ts';
import { recordingQueue } from '../../test/recording-queue.ts';
import type { EmailedEvent } from '../models/emailed-event.ts';
import { handleEvent } from './handle-event.ts';

const fanOut = async () => {};
const deps = () => ({
  contacts: inMemoryContactProjectionRepository(),
  emails: recordingQueue<EmailedEvent>(),
});

describe('handleEvent', () => {
  it.each(['submitted', 'placed'] as const)('saves the contact of an order that was %s', async (which) => {
    const { contacts, emails } = deps();
    const bought = purchaseEvents();
    await handleEvent(bought[which], { contacts, emails, fanOut });
    const contact = await contacts.findOrderContact(bought.orderId);
    expect(contact).toMatchObject({ email: bought.email, customerId: bought.customerId });
    expect(contact?.titles.map(({ title }) => title)).toEqual(['Tea & <Leaves>', 'Pot']);
  });

  it('inserts the contact of an order once, because each insert costs a write', async () => {
    const contacts = inMemoryContactProjectionRepository();
    const inserted: string[] = [];
    const counting: typeof contacts = {
      ...contacts,
      insertOrderContact: async (contact) => {
        inserted.push(contact.orderId);
        await contacts.insertOrderContact(contact);
      },
    };
    const { submitted, placed, orderId } = purchaseEvents();
    for (const event of [submitted, placed, placed])
      await handleEvent(event, { contacts: counting, emails: deps().emails, fanOut });
    expect(inserted).toEqual([orderId]);
  });

  it("saves a registered customer's email address", async () => {
    const { contacts, emails } = deps();
    const { registered, customerId, email } = purchaseEvents();
    await handleEvent(registered, { contacts, emails, fanOut });
    expect(await contacts.findCustomerContact(customerId)).toEqual({ customerId, email });
  });

  it('enqueues an email for each event that customers are emailed about, without a payment token', async () => {
    const { contacts, emails } = deps();
    const bought = purchaseEvents();
    const { registered, submitted, ...others } = bought;
    const emailed = [
      others.placed,
      others.failed,
      others.refunded,
      others.canceled,
      others.dispatched,
      others.delivered,
    ];
    for (const event of [registered, submitted, ...emailed])
      await handleEvent(event, { contacts, emails, fanOut });
    expect(emails.messages).toEqual(emailed);
    expect(JSON.stringify(emails.messages)).not.toContain('tok_success');
  });

  it('fails if the email cannot be enqueued, so that the event is retried', async () => {
    const emails = {
      send: async () => {
        throw new Error('SQS is unavailable');
      },
    };
    const { placed } = purchaseEvents();
    await expect(
      handleEvent(placed, { contacts: inMemoryContactProjectionRepository(), emails, fanOut }),
    ).rejects.toThrow('SQS is unavailable');
  });

  it('enqueues the email even if the webhooks fail', async () => {
    const { contacts, emails } = deps();
    const { placed } = purchaseEvents();
    const failing = async () => {
      throw new Error('DynamoDB is unavailable');
    };
    const handled = handleEvent(placed, { contacts, emails, fanOut: failing });
    await expect(handled).rejects.toThrow('DynamoDB is unavailable');
    expect(emails.messages).toEqual([placed]);
  });
});
