import { describe, expect, it } from '@jest/globals';
import { purchase } from '../../test/events.ts';
import { inMemoryContacts } from '../../test/in-memory-contacts.ts';
import { handleEvent } from './handle-event.ts';

describe('handling an event', () => {
  it.each(['submitted', 'placed'] as const)('keeps who is behind an order that was %s', async (which) => {
    const contacts = inMemoryContacts();
    const bought = purchase();
    await handleEvent(bought[which], { contacts });
    const contact = await contacts.ofOrder(bought.orderId);
    expect(contact).toMatchObject({ email: bought.email, customerId: bought.customerId });
    expect(contact?.titles.map(({ title }) => title)).toEqual(['Tea & <Leaves>', 'Pot']);
  });

  it('keeps where a customer is reached', async () => {
    const contacts = inMemoryContacts();
    const { registered, customerId, email } = purchase();
    await handleEvent(registered, { contacts });
    expect(await contacts.ofCustomer(customerId)).toEqual({ customerId, email });
  });
});
