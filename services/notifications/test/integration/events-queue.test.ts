import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { purchaseEvents, waitUntil } from '#libs/testing';
import { allEmailsTo } from '../outbox-folder.ts';
import { runningQueues } from '../queues.ts';
import { newAddress } from '../purchases.ts';

const queues = runningQueues();
afterAll(() => queues.close());

/** A recent order with a unique email address. */
function order() {
  const email = newAddress();
  const { placed } = purchaseEvents();
  const occurredAt = new Date().toISOString();
  return { email, placed: { ...placed, id: randomUUID(), occurredAt, data: { ...placed.data, email } } };
}

describe('the queue of events', () => {
  it('sends one email for duplicate events', async () => {
    const { email, placed } = order();
    await queues.send('EventsQueue', placed, placed, placed);
    await queues.send('EventsQueue', placed);
    expect(await allEmailsTo(email)).toHaveLength(1);
    await queues.send('EventsQueue', placed);
    expect(await allEmailsTo(email)).toHaveLength(1);
  });

  it('moves only unreadable messages to the dead-letter queue', async () => {
    const [first, second] = [order(), order()];
    const notJson = `{ not json ${randomUUID()}`;
    const newerVersion = { ...first.placed, id: randomUUID(), version: 2 };
    await queues.withVisibilityTimeout('EventsQueue', 4, async () => {
      await queues.send('EventsQueue', first.placed, notJson, newerVersion, second.placed);
      for (const { email } of [first, second]) expect(await allEmailsTo(email)).toHaveLength(1);

      const deadLetters = new Set<string>();
      await waitUntil(async () => {
        for (const body of await queues.peek('EventsDeadLetterQueue')) deadLetters.add(body);
        return [notJson, JSON.stringify(newerVersion)].every((body) => deadLetters.has(body)) || undefined;
      });
      for (const { placed } of [first, second]) expect(deadLetters).not.toContain(JSON.stringify(placed));
    });
  });
});
