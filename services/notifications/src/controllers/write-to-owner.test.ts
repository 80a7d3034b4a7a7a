import { describe, expect, it } from '@jest/globals';
import type { EventOf } from '#libs/contracts';
import { fixedClock, inMemoryRecordRepository, NOON, purchaseEvents } from '#libs/testing';
import { inMemoryContacts } from '../../test/in-memory-contacts.ts';
import { outbox } from '../../test/outbox.ts';
import { customerContactOf } from '../models/contact.ts';
import type { EmailRecord } from '../models/email.ts';
import type EndpointStopped from '../models/endpoint-stopped.schema.ts';
import { writeToOwner } from './write-to-owner.ts';

const { registered, customerId, email } = purchaseEvents();
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
  const emailRecords = inMemoryRecordRepository<EmailRecord>(['emailId']);
  return { contacts, mailer, emailRecords, now: fixedClock(NOON) };
}

describe('writing to the owner of an endpoint', () => {
  it.each([
    ['open', 'Your webhook endpoint does not answer', 'Nothing is lost'],
    ['disabled', 'Your webhook endpoint was disabled', 'until you enable it again'],
  ] as const)('tells once that its circuit is %s', async (circuit, subject, fact) => {
    const deps = await office();
    await writeToOwner(stopped(circuit), deps);
    await writeToOwner(stopped(circuit), deps);
    expect(deps.mailer.emails).toHaveLength(1);
    const [letter] = deps.mailer.emails;
    expect(letter).toMatchObject({ to: email, subject });
    expect(letter!.text).toContain('https://ada.example/hook?a=1&b=2');
    expect(letter!.text).toContain(fact);
    expect(letter!.html).toContain(fact);
  });

  it('tells of an endpoint that comes and goes once a day', async () => {
    const deps = await office();
    await writeToOwner(stopped('open', 'event-1'), deps);
    await writeToOwner(stopped('open', 'event-2'), deps);
    expect(deps.mailer.emails).toHaveLength(1);
    const tomorrow = new Date(Date.parse(NOON) + 86_400_000).toISOString();
    await writeToOwner({ ...stopped('open', 'event-3'), occurredAt: tomorrow }, deps);
    expect(deps.mailer.emails).toHaveLength(2);
  });

  it('waits for a customer that it has not heard of, and tells no old news', async () => {
    const deps = { ...(await office()), contacts: inMemoryContacts() };
    await expect(writeToOwner(stopped('open'), deps)).rejects.toMatchObject({ code: 'contact.unknown' });
    deps.now.advance(8 * 86_400);
    await writeToOwner(stopped('open'), deps);
    expect(deps.mailer.emails).toEqual([]);
  });
});
