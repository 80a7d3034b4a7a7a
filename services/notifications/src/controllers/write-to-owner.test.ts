import { describe, expect, it } from '@jest/globals';
import type { EventOf } from '#libs/contracts';
import { fixedClock, inMemoryRecordTable, NOON, purchase } from '#libs/testing';
import { inMemoryContacts } from '../../test/in-memory-contacts.ts';
import { outbox } from '../../test/outbox.ts';
import { customerContactOf } from '../models/contact.ts';
import type { EmailRecord } from '../models/email.ts';
import type EndpointStopped from '../models/endpoint-stopped.schema.ts';
import { writeToOwner } from './write-to-owner.ts';

const { registered, customerId, email } = purchase();
const stopped = (circuit: 'open' | 'disabled', id = 'event-1'): EventOf<typeof EndpointStopped> => ({
  id,
  type: 'EndpointStopped',
  version: 1,
  source: 'notifications',
  subject: 'whe_1',
  revision: 2,
  occurredAt: NOON,
  correlationId: 'c-1',
  data: { endpointId: 'whe_1', customerId, url: 'https://ada.example/hook?a=1&b=2', circuit },
});

async function office() {
  const contacts = inMemoryContacts();
  await contacts.keepCustomer(customerContactOf(registered));
  const mailer = outbox();
  const emailRecords = inMemoryRecordTable<EmailRecord>(['emailId']);
  return { contacts, mailer, emailRecords, now: fixedClock(NOON) };
}

describe('writing to the owner of an endpoint', () => {
  it.each([
    ['open', 'Your webhook endpoint does not answer', 'Nothing is lost'],
    ['disabled', 'Your webhook endpoint was disabled', 'until you enable it again'],
  ] as const)('tells once that its circuit is %s', async (circuit, subject, fact) => {
    const needs = await office();
    await writeToOwner(stopped(circuit), needs);
    await writeToOwner(stopped(circuit), needs);
    expect(needs.mailer.emails).toHaveLength(1);
    const [letter] = needs.mailer.emails;
    expect(letter).toMatchObject({ to: email, subject });
    expect(letter!.text).toContain('https://ada.example/hook?a=1&b=2');
    expect(letter!.text).toContain(fact);
    expect(letter!.html).toContain(fact);
  });

  it('tells of an endpoint that comes and goes once a day', async () => {
    const needs = await office();
    await writeToOwner(stopped('open', 'event-1'), needs);
    await writeToOwner(stopped('open', 'event-2'), needs);
    expect(needs.mailer.emails).toHaveLength(1);
    const tomorrow = new Date(Date.parse(NOON) + 86_400_000).toISOString();
    await writeToOwner({ ...stopped('open', 'event-3'), occurredAt: tomorrow }, needs);
    expect(needs.mailer.emails).toHaveLength(2);
  });

  it('waits for a customer that it has not heard of, and tells no old news', async () => {
    const needs = { ...(await office()), contacts: inMemoryContacts() };
    await expect(writeToOwner(stopped('open'), needs)).rejects.toMatchObject({ code: 'contact.unknown' });
    needs.now.advance(8 * 86_400);
    await writeToOwner(stopped('open'), needs);
    expect(needs.mailer.emails).toEqual([]);
  });
});
