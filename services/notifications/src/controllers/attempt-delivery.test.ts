import { describe, expect, it } from '@jest/globals';
import { purchaseEvents } from '#libs/testing';
import { Crash, webhookHarness } from '../../test/webhook-harness.ts';
import type { Answer } from '../gateways/webhook-sender.ts';
import { enableEndpoint } from './enable-endpoint.ts';
import { fanOut } from './fan-out.ts';
import { redeliverDelivery } from './redeliver-delivery.ts';

const up: Answer = { statusCode: 200, body: 'OK' };
const down: Answer = { statusCode: 500, body: 'Internal Server Error' };
const HOUR = 3_600;

async function setup(orders = 1, options = {}) {
  const harness = webhookHarness(options);
  const { placed, customerId } = purchaseEvents();
  const endpoint = await harness.endpoint(customerId);
  const order = async (number: number) => {
    const occurredAt = new Date(harness.now().getTime() + number).toISOString();
    await fanOut({ ...placed, revision: number, occurredAt }, harness.deps);
  };
  for (let number = 1; number <= orders; number++) await order(number);
  const health = async () => (await harness.deps.endpoints.find(endpoint))!.health;
  const statuses = () => harness.deps.deliveries.all().map(({ status }) => status);
  return { ...harness, endpoint, order, health, statuses };
}

describe('attemptDelivery', () => {
  it('delivers once, and records the request and the response', async () => {
    const { work, sent, deps } = await setup();
    await work();
    expect(sent).toHaveLength(1);
    const [delivery] = deps.deliveries.all();
    expect(delivery).toMatchObject({
      deliveryId: sent[0]!.id,
      status: 'delivered',
      attemptCount: 1,
      attempts: [{ statusCode: 204 }],
      payload: sent[0]!.body,
    });
    expect(delivery).not.toHaveProperty('dueAt');
  });

  it('delivers once if its message arrives twice', async () => {
    const { messages, handle, sent } = await setup();
    const [message] = messages.splice(0);
    await Promise.all([handle(message!), handle(message!)]);
    await handle(message!);
    expect(sent).toHaveLength(1);
  });

  it('retries on schedule with the same id, and finally fails', async () => {
    const { work, now, pass, sent, statuses, answerWith } = await setup(1, { retryDelays: [5, 1_200] });
    answerWith(down);
    await work();
    expect(sent).toHaveLength(1);
    now.advance(4);
    await work();
    expect(sent).toHaveLength(1);
    now.advance(1);
    await work();
    expect([sent.length, statuses()]).toEqual([2, ['pending']]);
    // A message can be delayed by ten minutes at most; the schedule enqueues later retries.
    await pass(1_500);
    expect([sent.length, statuses()]).toEqual([3, ['failed']]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it('delivers if its message was lost', async () => {
    const { messages, pass, sent } = await setup();
    messages.splice(0);
    await pass(180);
    expect(sent).toHaveLength(1);
  });

  it('records interrupted attempts, and finally fails a delivery that ends every function', async () => {
    const { pass, sent, statuses, deps, answerWith } = await setup(1, { retryDelays: [5, 300] });
    answerWith(() => {
      throw new Crash();
    });
    await pass(2 * HOUR);
    expect([sent.length, statuses()]).toEqual([3, ['failed']]);
    const [delivery] = deps.deliveries.all();
    expect(delivery).toMatchObject({ attemptCount: 3 });
    expect(delivery!.attempts.map(({ error }) => error)).toEqual([
      'interrupted',
      'interrupted',
      'interrupted',
    ]);
    expect(delivery).not.toHaveProperty('claimedAt');
  });

  it('opens the circuit of an endpoint that ends every function', async () => {
    const { pass, health, answerWith } = await setup(4);
    answerWith(() => {
      throw new Crash();
    });
    await pass(HOUR);
    expect(await health()).toMatchObject({ circuit: 'open' });
  });

  it('records every attempt, and its effect on the endpoint, if many end at the same time', async () => {
    const { messages, handle, deps, answerWith, health } = await setup(30, { failuresToOpen: 100 });
    const allSent = Promise.withResolvers<void>();
    let requests = 0;
    answerWith(async () => {
      const answer = ++requests % 2 === 0 ? up : down;
      if (requests === 30) allSent.resolve();
      await allSent.promise;
      return answer;
    });
    await Promise.all(messages.splice(0).map(handle));
    const ends = deps.deliveries.all().map(({ status, retries, attempts }) => {
      expect(attempts).toHaveLength(1);
      return [attempts[0]!.statusCode, status, retries];
    });
    expect(ends.toSorted()).toEqual([
      ...Array.from({ length: 15 }, () => [200, 'delivered', 0]),
      ...Array.from({ length: 15 }, () => [500, 'pending', 1]),
    ]);
    expect(await health()).toMatchObject({ circuit: 'closed', consecutiveFailures: 15 });
  });

  it.each([up, down])('records the attempt if the endpoint is deleted during it', async (answer) => {
    const { work, deps, endpoint, answerWith } = await setup();
    answerWith(async () => {
      await deps.endpoints.remove(endpoint);
      return answer;
    });
    await work();
    expect(deps.deliveries.all()).toMatchObject([{ attempts: [{}] }]);
  });

  it('fails the delivery if its endpoint was deleted', async () => {
    const { work, sent, statuses, deps, endpoint } = await setup();
    await deps.endpoints.remove(endpoint);
    await work();
    expect([sent, statuses()]).toEqual([[], ['failed']]);
  });

  it('fails immediately if the endpoint is gone, and no more deliveries are created for it', async () => {
    const { work, order, health, statuses, answerWith } = await setup();
    answerWith({ statusCode: 410, body: '' });
    await work();
    expect(await health()).toMatchObject({ circuit: 'disabled', disabledReason: 'gone' });
    await order(2);
    expect(statuses()).toEqual(['failed']);
  });

  it.each([up, down])('redelivers manually after success and after failure', async (first) => {
    const { work, pass, sent, deps, endpoint, answerWith, statuses } = await setup(1, {
      retryDelays: [5],
    });
    answerWith(first);
    await work();
    await pass(120);
    const before = sent.length;
    answerWith(up);
    await redeliverDelivery({ ...endpoint, deliveryId: sent[0]!.id }, deps);
    await work();
    expect([sent.length - before, statuses()]).toEqual([1, ['delivered']]);
  });
});

describe('an endpoint that does not respond', () => {
  it('receives only one probe after each reset timeout', async () => {
    const { work, now, sent, health, statuses, answerWith } = await setup(5);
    answerWith({ error: 'connection-rejected' });
    await work();
    expect((await health()).circuit).toBe('open');
    expect(sent).toHaveLength(3);
    now.advance(5);
    await work();
    expect(sent).toHaveLength(3);
    expect(statuses()).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
    now.advance(60);
    await work();
    expect(sent).toHaveLength(4);
  });

  it('finally receives every delivery, once and in order', async () => {
    const { pass, order, sent, health, statuses, answerWith, now, work, messages } = await setup(5);
    answerWith(down);
    await pass(HOUR);
    for (const number of [6, 7, 8]) await order(number);
    await pass(HOUR);
    expect(new Set(statuses())).toEqual(new Set(['waiting']));
    // The message of the next probe.
    expect(messages.map(({ kind }) => kind)).toEqual(['resume']);

    answerWith(up);
    const before = sent.length;
    now.advance(600);
    await work();
    await pass(HOUR);
    const received = sent.slice(before).map(({ id }) => id);
    expect(new Set(statuses())).toEqual(new Set(['delivered']));
    expect([received.length, new Set(received).size]).toEqual([8, 8]);
    // The first was the probe, which uses another delivery each time.
    expect(received.slice(1)).toEqual(received.slice(1).toSorted());
    expect(await health()).toMatchObject({ circuit: 'closed', consecutiveFailures: 0 });
  });

  it('receives every delivery once if waiting deliveries are released while they are being sent', async () => {
    const { order, sent, answerWith, now, work, handle, endpoint } = await setup(5);
    answerWith(down);
    await work();
    for (const number of [6, 7, 8]) await order(number);
    await work();

    answerWith(async () => {
      if (sent.length < before + 8) await handle({ kind: 'resume', at: 0, body: endpoint });
      return up;
    });
    const before = sent.length;
    now.advance(61);
    await work();
    const received = sent.slice(before).map(({ id }) => id);
    expect([received.length, new Set(received).size]).toEqual([8, 8]);
  });

  it('receives a failed probe again after another delivery closed the circuit', async () => {
    const { work, pass, now, sent, health, statuses, answerWith, deps, endpoint } = await setup(4);
    answerWith(down);
    await work();
    now.advance(5);
    await work();
    const probes = sent.length;

    answerWith(async ({ headers }) => {
      if (sent.length > probes + 1) return up;
      const another = deps.deliveries.all().find(({ deliveryId }) => deliveryId !== headers['webhook-id'])!;
      await redeliverDelivery({ ...endpoint, deliveryId: another.deliveryId }, deps);
      await work();
      return down;
    });
    now.advance(61);
    await work();
    expect((await health()).circuit).toBe('closed');
    await pass(60);
    expect(new Set(statuses())).toEqual(new Set(['delivered']));
  });

  it('recovers although it always rejects one delivery', async () => {
    const { pass, sent, statuses, answerWith } = await setup(4, { retryDelays: [5, 60] });
    answerWith(down);
    await pass(300);
    const rejected = sent[0]!.id;
    answerWith(({ headers }) => (headers['webhook-id'] === rejected ? down : up));
    await pass(2 * HOUR);
    expect(statuses().toSorted()).toEqual(['delivered', 'delivered', 'delivered', 'failed']);
  });

  it('is disabled after days, and receives its waiting deliveries when its owner enables it', async () => {
    const { pass, now, statuses, health, answerWith, deps, endpoint, work } = await setup(4);
    answerWith(down);
    await pass(HOUR);
    now.advance(432_000);
    await pass(HOUR);
    expect(await health()).toMatchObject({ circuit: 'disabled', disabledReason: 'failing' });
    expect(new Set(statuses())).toEqual(new Set(['waiting']));

    answerWith(up);
    await enableEndpoint(endpoint, deps);
    await work();
    expect(new Set(statuses())).toEqual(new Set(['delivered']));
  });

  it('recovers after a successful manual delivery', async () => {
    const { work, sent, health, statuses, answerWith, deps, endpoint } = await setup(4);
    answerWith(down);
    await work();
    expect((await health()).circuit).toBe('open');
    answerWith(up);
    await redeliverDelivery({ ...endpoint, deliveryId: sent[0]!.id }, deps);
    await work();
    expect((await health()).circuit).toBe('closed');
    expect(statuses().filter((status) => status === 'waiting')).toEqual([]);
  });
});
