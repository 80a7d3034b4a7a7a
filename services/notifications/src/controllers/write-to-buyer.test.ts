import { describe, expect, it } from '@jest/globals';
import { fixedClock, inMemoryRecordRepository, NOON, purchaseEvents } from '#libs/testing';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { inMemoryContacts } from '../../test/in-memory-contacts.ts';
import { outbox, type SesMood } from '../../test/outbox.ts';
import { recordingQueue } from '../../test/recording-queue.ts';
import type { EmailRecord } from '../models/email.ts';
import type { HeardEvent } from '../models/heard-event.ts';
import type { MailedEvent } from '../models/mailed-event.ts';
import { handleEvent } from './handle-event.ts';
import { writeToBuyer } from './write-to-buyer.ts';

function office(moods: SesMood[] = []) {
  const now = fixedClock(NOON);
  const contacts = inMemoryContacts();
  const emails = recordingQueue<MailedEvent>();
  const mailer = outbox(moods);
  const emailRecords = inMemoryRecordRepository<EmailRecord>(['emailId']);
  const deps = { contacts, emailRecords, mailer, now };
  return {
    now,
    mailer,
    emailRecords,
    hear: (event: HeardEvent) => handleEvent(event, { contacts, emails, fanOut: async () => {} }),
    write: (event: MailedEvent) => writeToBuyer(event, deps),
    /** The queue delivers what waits; what fails comes again three minutes later. */
    async deliver() {
      for (const event of emails.messages.splice(0))
        await writeToBuyer(event, deps).catch(() => void emails.messages.push(event));
      now.advance(180);
      return emails.messages.length === 0;
    },
  };
}
const subjects = (mailer: { emails: readonly { subject: string }[] }) =>
  mailer.emails.map(({ subject }) => subject).toSorted();

describe('writing to a buyer', () => {
  it('sends each e-mail once, however often and in whatever order events come, and whatever SES does', async () => {
    const bought = purchaseEvents();
    const other = purchaseEvents();
    const events: HeardEvent[] = [
      bought.submitted,
      bought.placed,
      bought.dispatched,
      bought.delivered,
      bought.canceled,
      bought.refunded,
      bought.captured,
      bought.registered,
      other.submitted,
      other.failed,
    ];
    const deliveries = fc
      .shuffledSubarray([...events, ...events, ...events], { minLength: 10 })
      .map((some) => [...some, ...events.filter((event) => !some.includes(event))]);
    const moods = fc.array(fc.constantFrom<SesMood>('takes', 'is away'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(deliveries, moods, fc.integer({ min: 1, max: 5 }), async (order, weather, pace) => {
        const { hear, deliver, mailer } = office(weather);
        for (const [index, event] of order.entries()) {
          await hear(event);
          if (index % pace === 0) await deliver();
        }
        for (let round = 0; !(await deliver()); round++) expect(round).toBeLessThan(31);
        expect(subjects(mailer)).toEqual(
          [
            `Your order ${bought.orderId}`,
            `Your order ${bought.orderId} has arrived`,
            `Your order ${bought.orderId} is canceled`,
            `Your order ${bought.orderId} is on its way`,
            'Your payment did not go through',
            `Your refund for order ${bought.orderId}`,
          ].toSorted(),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('waits for the contact of an order that it has not heard of', async () => {
    const { write, hear, mailer } = office();
    const { submitted, failed, email } = purchaseEvents();
    await expect(write(failed)).rejects.toMatchObject({ kind: 'unavailable', code: 'contact.unknown' });
    await hear(submitted);
    await write(failed);
    expect(mailer.emails.map(({ to }) => to)).toEqual([email]);
  });

  it('writes nothing about an order whose contact has aged', async () => {
    const { write, mailer, now } = office();
    const { refunded } = purchaseEvents();
    now.advance(181 * 86_400);
    const late = { ...refunded, occurredAt: now().toISOString() };
    await write(late);
    expect(mailer.emails).toEqual([]);
    const young = { ...refunded.data, orderId: newId('ord', now().getTime()) };
    await expect(write({ ...late, data: young })).rejects.toMatchObject({ code: 'contact.unknown' });
  });

  it('keeps another delivery out while one is at it, and takes over from one that is gone', async () => {
    const { write, hear, mailer, now } = office(['is away']);
    const { placed } = purchaseEvents();
    await hear(placed);
    await expect(write(placed)).rejects.toThrow('Maximum sending rate');
    await expect(write(placed)).rejects.toMatchObject({ code: 'email.in-progress' });
    now.advance(61);
    await Promise.allSettled([write(placed), write(placed)]);
    expect(mailer.emails).toHaveLength(1);
  });

  it('gives up on what SES refuses for good, and records why', async () => {
    const { write, hear, mailer, emailRecords } = office(['refuses']);
    const { placed } = purchaseEvents();
    await hear(placed);
    await write(placed);
    await write(placed);
    expect(mailer.emails).toEqual([]);
    expect(emailRecords.records()).toMatchObject([{ status: 'rejected', reason: 'email.rejected' }]);
  });

  it.each([
    [7 * 86_400, 1],
    [7 * 86_400 + 1, 0],
  ])('is news for a week: after %i s it sends %i', async (seconds, howMany) => {
    const { write, hear, mailer, now } = office();
    const { placed } = purchaseEvents();
    await hear(placed);
    now.advance(seconds);
    await write(placed);
    expect(mailer.emails).toHaveLength(howMany);
  });
});
