import { describe, expect, it } from '@jest/globals';
import { fixedClock, inMemoryRecordRepository, NOON, purchaseEvents } from '#libs/testing';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { AppError } from '#libs/errors';
import { inMemoryContactProjectionRepository } from '../../test/in-memory-contact-projection-repository.ts';
import { inMemoryEmailLimits } from '../../test/in-memory-email-limits.ts';
import { fakeMailer, type SesBehavior } from '../../test/fake-mailer.ts';
import { recordingQueue } from '../../test/recording-queue.ts';
import type { EmailRecord } from '../models/email.ts';
import type { ConsumedEvent } from '../models/consumed-event.ts';
import type { EmailedEvent } from '../models/emailed-event.ts';
import { handleEvent } from './handle-event.ts';
import { emailCustomer } from './email-customer.ts';

function setup(behaviors: SesBehavior[] = []) {
  const now = fixedClock(NOON);
  const contacts = inMemoryContactProjectionRepository();
  const emails = recordingQueue<EmailedEvent>();
  const mailer = fakeMailer(behaviors);
  const emailRecords = inMemoryRecordRepository<EmailRecord>(['emailId']);
  /** Until then the table of the records rejects every write that follows an email. */
  const outage = { endsAt: 0, rejectedInserts: 0 };
  const replace: typeof emailRecords.replace = async (record) => {
    const isOver = now().getTime() >= outage.endsAt;
    if (!isOver) throw Object.assign(new Error('unreachable'), { code: 'ECONNREFUSED' });
    return emailRecords.replace(record);
  };
  const pause = async (milliseconds: number) => void now.advance(milliseconds / 1000);
  const insert: typeof emailRecords.insert = async (record) => {
    if (outage.rejectedInserts-- > 0) throw new AppError('unavailable', 'email.busy');
    return emailRecords.insert(record);
  };
  const records = { ...emailRecords, insert, replace };
  const deps = { contacts, emailRecords: records, mailer, limits: inMemoryEmailLimits(now), now, pause };
  return {
    outage,
    now,
    mailer,
    emailRecords,
    handle: (event: ConsumedEvent) => handleEvent(event, { contacts, emails, fanOut: async () => {} }),
    write: (event: EmailedEvent) => emailCustomer(event, deps),
    /** Processes the queued messages; failed messages are redelivered three minutes later. */
    async deliver() {
      for (const event of emails.messages.splice(0))
        await emailCustomer(event, deps).catch(() => void emails.messages.push(event));
      now.advance(180);
      return emails.messages.length === 0;
    },
  };
}
const subjects = (mailer: { emails: readonly { subject: string }[] }) =>
  mailer.emails.map(({ subject }) => subject).toSorted();

describe('emailCustomer', () => {
  it('sends each email once for any order and repetition of events and any errors of SES', async () => {
    const bought = purchaseEvents();
    const other = purchaseEvents();
    const events: ConsumedEvent[] = [
      bought.submitted,
      bought.placed,
      bought.dispatched,
      bought.delivered,
      bought.canceled,
      bought.refunded,
      bought.registered,
      other.submitted,
      other.failed,
    ];
    const deliveries = fc
      .shuffledSubarray([...events, ...events, ...events], { minLength: 10 })
      .map((some) => [...some, ...events.filter((event) => !some.includes(event))]);
    const behaviors = fc.array(fc.constantFrom<SesBehavior>('accepts', 'fails'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        deliveries,
        behaviors,
        fc.integer({ min: 1, max: 5 }),
        async (order, behavior, interval) => {
          const { handle, deliver, mailer } = setup(behavior);
          for (const [index, event] of order.entries()) {
            await handle(event);
            if (index % interval === 0) await deliver();
          }
          for (let round = 0; !(await deliver()); round++) expect(round).toBeLessThan(31);
          expect(subjects(mailer)).toEqual(
            [
              `Your order ${bought.orderId} is confirmed`,
              `Your order ${bought.orderId} has been delivered`,
              `Your order ${bought.orderId} has been canceled`,
              `Your order ${bought.orderId} is on its way`,
              'Your payment was declined',
              `Your refund for order ${bought.orderId}`,
            ].toSorted(),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('sends each email once when the same changes are published again under other ids', async () => {
    const bought = purchaseEvents();
    const other = purchaseEvents();
    const events = [bought.placed, bought.dispatched, bought.delivered, bought.canceled, bought.refunded];
    const { handle, deliver, mailer } = setup();
    for (const copy of ['first', 'second', 'third']) {
      for (const event of [bought.submitted, other.submitted]) await handle(event);
      for (const event of [...events, other.failed]) await handle({ ...event, id: `${event.id}-${copy}` });
      await deliver();
    }
    expect(mailer.emails).toHaveLength(events.length + 1);
    expect(new Set(subjects(mailer)).size).toBe(events.length + 1);
  });

  it('sends an email for each of several refunds', async () => {
    const { handle, deliver, mailer } = setup();
    const { submitted, refunded } = purchaseEvents();
    await handle(submitted);
    for (const amount of [100, 250, 250]) {
      const refundedTotal = { ...refunded.data.refundedTotal, amount };
      await handle({ ...refunded, data: { ...refunded.data, refundedTotal } });
    }
    await deliver();
    expect(mailer.emails).toHaveLength(2);
  });

  it('sends an email once when the table of the records is away for seconds after SES accepted it', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: 7_500 }), async (milliseconds) => {
        const { handle, deliver, mailer, outage, now } = setup();
        const { placed } = purchaseEvents();
        await handle(placed);
        outage.endsAt = now().getTime() + milliseconds;
        for (let round = 0; !(await deliver()); round++) expect(round).toBeLessThan(5);
        expect(mailer.emails).toHaveLength(1);
      }),
    ));

  it('is retried until the contact of the order arrives', async () => {
    const { write, handle, mailer } = setup();
    const { submitted, failed, email } = purchaseEvents();
    await expect(write(failed)).rejects.toMatchObject({ kind: 'unavailable', code: 'contact.not-received' });
    await handle(submitted);
    await write(failed);
    expect(mailer.emails.map(({ to }) => to)).toEqual([email]);
  });

  it('needs no stored contact for an event that contains it', async () => {
    const { write, mailer } = setup();
    const { placed, email } = purchaseEvents();
    await write(placed);
    expect(mailer.emails.map(({ to }) => to)).toEqual([email]);
  });

  const asGuest = <E extends { readonly data: object }>(event: E): E => {
    const { customerId: _, ...data } = event.data as { customerId?: string };
    return { ...event, data };
  };

  it('does not email a guest about a declined payment, however often it is', async () => {
    const { handle, deliver, mailer } = setup();
    for (let attempt = 0; attempt < 10; attempt++) {
      const { submitted, failed } = purchaseEvents();
      for (const event of [submitted, failed]) await handle(asGuest(event));
    }
    expect(await deliver()).toBe(true);
    expect(mailer.emails).toEqual([]);
  });

  it('emails a guest about the order', async () => {
    const { handle, deliver, mailer } = setup();
    const { placed, orderId } = purchaseEvents();
    await handle(asGuest(placed));
    await deliver();
    expect(subjects(mailer)).toEqual([`Your order ${orderId} is confirmed`]);
  });

  it('sends an address no more notices per hour than the limit, and drops the others', async () => {
    const { handle, deliver, mailer, now } = setup();
    const decline = async (times: number) => {
      for (let attempt = 0; attempt < times; attempt++) {
        const { submitted, failed } = purchaseEvents();
        for (const event of [submitted, failed]) await handle(event);
      }
      return deliver();
    };
    expect(await decline(10)).toBe(true);
    expect(mailer.emails).toHaveLength(3);
    now.advance(3_600);
    await decline(1);
    expect(mailer.emails).toHaveLength(4);
  });

  it('defers confirmations above the limit of an address until the next hour and loses none', async () => {
    const { handle, deliver, mailer } = setup();
    const placed = Array.from({ length: 40 }, () => purchaseEvents().placed);
    for (const event of placed) await handle(event);
    await deliver();
    expect(mailer.emails).toHaveLength(30);
    // The queue delivers a message again after three minutes, and up to 30 times.
    let deliveries = 1;
    while (!(await deliver())) deliveries++;
    expect(deliveries).toBeLessThanOrEqual(30);
    expect(new Set(subjects(mailer)).size).toBe(40);
  });

  it('counts an address in any case, and a retried email once', async () => {
    const { handle, deliver, mailer } = setup(Array.from({ length: 25 }, () => 'fails'));
    const events = Array.from({ length: 3 }, () => purchaseEvents());
    for (const { submitted, failed } of events) {
      const data = { ...submitted.data, email: submitted.data.email.toUpperCase() };
      for (const event of [{ ...submitted, data }, failed]) await handle(event);
    }
    for (let round = 0; !(await deliver()); round++) expect(round).toBeLessThan(30);
    expect(mailer.emails).toHaveLength(3);
  });

  it('does not count an email whose record cannot be written', async () => {
    const { handle, deliver, mailer, outage } = setup();
    const { submitted, failed } = purchaseEvents();
    for (const event of [submitted, failed]) await handle(event);
    outage.rejectedInserts = 5;
    for (let round = 0; !(await deliver()); round++) expect(round).toBeLessThan(10);
    expect(mailer.emails).toHaveLength(1);
  });

  it('sends nothing if the contact of the order has expired', async () => {
    const { write, mailer, now } = setup();
    const { refunded } = purchaseEvents();
    now.advance(181 * 86_400);
    const late = { ...refunded, occurredAt: now().toISOString() };
    await write(late);
    expect(mailer.emails).toEqual([]);
    const young = { ...refunded.data, orderId: newId('ord', now().getTime()) };
    await expect(write({ ...late, data: young })).rejects.toMatchObject({ code: 'contact.not-received' });
  });

  it('rejects a concurrent send, and takes over after a crash', async () => {
    const { write, handle, mailer, now } = setup(['fails']);
    const { placed } = purchaseEvents();
    await handle(placed);
    await expect(write(placed)).rejects.toThrow('Maximum sending rate');
    await expect(write(placed)).rejects.toMatchObject({ code: 'email.in-progress' });
    now.advance(61);
    await Promise.allSettled([write(placed), write(placed)]);
    expect(mailer.emails).toHaveLength(1);
  });

  it('does not retry a permanent rejection, and records its reason', async () => {
    const { write, handle, mailer, emailRecords } = setup(['rejects']);
    const { placed } = purchaseEvents();
    await handle(placed);
    await write(placed);
    await write(placed);
    expect(mailer.emails).toEqual([]);
    expect(emailRecords.records()).toMatchObject([{ status: 'rejected', reason: 'email.rejected' }]);
  });

  it.each([
    [7 * 86_400, 1],
    [7 * 86_400 + 1, 0],
  ])('emails about events of the last seven days: after %i s it sends %i', async (seconds, emails) => {
    const { write, handle, mailer, now } = setup();
    const { placed } = purchaseEvents();
    await handle(placed);
    now.advance(seconds);
    await write(placed);
    expect(mailer.emails).toHaveLength(emails);
  });
});
