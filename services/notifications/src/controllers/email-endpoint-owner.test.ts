import { describe, expect, it } from '@jest/globals';
import type { EventOf } from '#libs/contracts';
import { fixedClock, inMemoryRecordRepository, NOON, purchaseEvents } from '#libs/testing';
import { inMemoryContactProjectionRepository } from '../../test/in-memory-contact-projection-repository.ts';
import { inMemoryEmailLimits } from '../../test/in-memory-email-limits.ts';
import { fakeMailer } from '../../test/fake-mailer.ts';
import { toCustomerContact } from '../models/contact.ts';
import type { EmailRecord } from '../models/email.ts';
import type EndpointUnavailable from '../models/endpoint-unavailable.schema.ts';
import { emailEndpointOwner } from './email-endpoint-owner.ts';

const { registered, customerId, email } = purchaseEvents();
const unavailable = (circuit: 'open' | 'disabled', id = 'event-1'): EventOf<typeof EndpointUnavailable> => ({
  id,
  type: 'EndpointUnavailable',
  version: 1,
  source: 'notifications',
  subject: 'whe_1',
  revision: 2,
  occurredAt: NOON,
  correlationId: 'c-1',
  data: { endpointId: 'whe_1', customerId, url: 'https://ada.example/hook?a=1&b=2', circuit },
});

async function setup() {
  const contacts = inMemoryContactProjectionRepository();
  await contacts.insertCustomerContact(toCustomerContact(registered));
  const mailer = fakeMailer();
  const emailRecords = inMemoryRecordRepository<EmailRecord>(['emailId']);
  const now = fixedClock(NOON);
  return { contacts, mailer, emailRecords, limits: inMemoryEmailLimits(now), now, pause: async () => {} };
}

describe('emailEndpointOwner', () => {
  it.each([
    ['open', 'Your webhook endpoint is not responding', 'No events are lost'],
    ['disabled', 'Your webhook endpoint was disabled', 'until you enable it again'],
  ] as const)('sends one email if the circuit is %s', async (circuit, subject, detail) => {
    const deps = await setup();
    await emailEndpointOwner(unavailable(circuit), deps);
    await emailEndpointOwner(unavailable(circuit), deps);
    expect(deps.mailer.emails).toHaveLength(1);
    const [sentEmail] = deps.mailer.emails;
    expect(sentEmail).toMatchObject({ to: email, subject });
    expect(sentEmail!.text).toContain('https://ada.example/hook?a=1&b=2');
    expect(sentEmail!.text).toContain(detail);
    expect(sentEmail!.html).toContain(detail);
  });

  it('sends one email a day if the circuit opens repeatedly', async () => {
    const deps = await setup();
    await emailEndpointOwner(unavailable('open', 'event-1'), deps);
    await emailEndpointOwner(unavailable('open', 'event-2'), deps);
    expect(deps.mailer.emails).toHaveLength(1);
    const tomorrow = new Date(Date.parse(NOON) + 86_400_000).toISOString();
    await emailEndpointOwner({ ...unavailable('open', 'event-3'), occurredAt: tomorrow }, deps);
    expect(deps.mailer.emails).toHaveLength(2);
  });

  it('is retried until the contact of the customer arrives, and sends nothing about old events', async () => {
    const deps = { ...(await setup()), contacts: inMemoryContactProjectionRepository() };
    await expect(emailEndpointOwner(unavailable('open'), deps)).rejects.toMatchObject({
      code: 'contact.not-received',
    });
    deps.now.advance(8 * 86_400);
    await emailEndpointOwner(unavailable('open'), deps);
    expect(deps.mailer.emails).toEqual([]);
  });
});
