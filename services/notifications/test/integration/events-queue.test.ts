import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { purchaseEvents, waitUntil } from '#libs/testing';
import { allEmailsTo } from '../outbox-folder.ts';
import { runningQueues } from '../queues.ts';
import { newAddress } from '../shop.ts';

const queues = runningQueues();
afterAll(() => queues.close());

/** An order of just now, by a buyer of the test's own. */
function order() {
  const email = newAddress();
  const { placed } = purchaseEvents();
  const occurredAt = new Date().toISOString();
  return { email, placed: { ...placed, id: randomUUID(), occurredAt, data: { ...placed.data, email } } };
}

describe('the queue of events', () => {
  it('leads to one e-mail however often an event comes', async () => {
    const { email, placed } = order();
    await queues.send('EventsQueue', placed, placed, placed);
    await queues.send('EventsQueue', placed);
    expect(await allEmailsTo(email)).toHaveLength(1);
    await queues.send('EventsQueue', placed);
    expect(await allEmailsTo(email)).toHaveLength(1);
  });

  it('lays aside what nobody can read, and that alone', async () => {
    const [first, second] = [order(), order()];
    const notJson = `{ not json ${randomUUID()}`;
    const ofTomorrow = { ...first.placed, id: randomUUID(), version: 2 };
    await queues.comingBackAfter('EventsQueue', 4, async () => {
      await queues.send('EventsQueue', first.placed, notJson, ofTomorrow, second.placed);
      for (const { email } of [first, second]) expect(await allEmailsTo(email)).toHaveLength(1);

      const laidAside = new Set<string>();
      await waitUntil(async () => {
        for (const body of await queues.look('EventsDeadLetterQueue')) laidAside.add(body);
        return [notJson, JSON.stringify(ofTomorrow)].every((body) => laidAside.has(body)) || undefined;
      });
      for (const { placed } of [first, second]) expect(laidAside).not.toContain(JSON.stringify(placed));
    });
  });
});
