import { describe, expect, it } from '@jest/globals';
import { purchaseEvents } from '#libs/testing';
import { webhookWorkshop } from '../../test/webhook-workshop.ts';
import type { Answer } from '../gateways/webhook-sender.ts';
import { enableEndpoint } from './enable-endpoint.ts';
import { fanOut } from './fan-out.ts';
import { redeliverDelivery } from './redeliver-delivery.ts';

const up: Answer = { statusCode: 200, body: 'thanks' };
const down: Answer = { statusCode: 500, body: 'out of order' };
const HOUR = 3_600;

async function started(orders = 1, options = {}) {
  const shop = webhookWorkshop(options);
  const { placed, customerId } = purchaseEvents();
  const endpoint = await shop.endpoint(customerId);
  const order = async (number: number) => {
    const occurredAt = new Date(shop.now().getTime() + number).toISOString();
    await fanOut({ ...placed, id: `e-${number}`, occurredAt }, shop.deps);
  };
  for (let number = 1; number <= orders; number++) await order(number);
  const health = async () => (await shop.deps.endpoints.find(endpoint))!.health;
  const statuses = () => shop.deps.deliveries.all().map(({ status }) => status);
  return { ...shop, endpoint, order, health, statuses };
}

describe('a delivery', () => {
  it('is made once, with what was sent and answered in its log', async () => {
    const { work, sent, deps } = await started();
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

  it('is made once where its message comes twice', async () => {
    const { messages, handle, sent } = await started();
    const [message] = messages.splice(0);
    await Promise.all([handle(message!), handle(message!)]);
    await handle(message!);
    expect(sent).toHaveLength(1);
  });

  it('is tried by its schedule, under the same id, and fails in the end', async () => {
    const { work, now, pass, sent, statuses, answerWith } = await started(1, { retryDelays: [5, 1_200] });
    answerWith(down);
    await work();
    expect(sent).toHaveLength(1);
    now.advance(4);
    await work();
    expect(sent).toHaveLength(1);
    now.advance(1);
    await work();
    expect([sent.length, statuses()]).toEqual([2, ['pending']]);
    // Twenty minutes are more than a message can wait: the schedule brings it up.
    await pass(1_500);
    expect([sent.length, statuses()]).toEqual([3, ['failed']]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it('comes up again where its message got lost', async () => {
    const { messages, pass, sent } = await started();
    messages.splice(0);
    await pass(180);
    expect(sent).toHaveLength(1);
  });

  it('loses no attempt where many end at once, and each counts for the endpoint', async () => {
    const { messages, handle, deps, answerWith, health } = await started(30, { failuresToOpen: 100 });
    const allAreSent = Promise.withResolvers<void>();
    let howMany = 0;
    answerWith(async () => {
      const answer = ++howMany % 2 === 0 ? up : down;
      if (howMany === 30) allAreSent.resolve();
      await allAreSent.promise;
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

  it.each([up, down])('is in the log also where its endpoint is deleted meanwhile', async (answer) => {
    const { work, deps, endpoint, answerWith } = await started();
    answerWith(async () => {
      await deps.endpoints.remove(endpoint);
      return answer;
    });
    await work();
    expect(deps.deliveries.all()).toMatchObject([{ attempts: [{}] }]);
  });

  it('ends with its endpoint', async () => {
    const { work, sent, statuses, deps, endpoint } = await started();
    await deps.endpoints.remove(endpoint);
    await work();
    expect([sent, statuses()]).toEqual([[], ['failed']]);
  });

  it('is over at once where the endpoint is gone, and nothing more is made for it', async () => {
    const { work, order, health, statuses, answerWith } = await started();
    answerWith({ statusCode: 410, body: '' });
    await work();
    expect(await health()).toMatchObject({ circuit: 'disabled', disabledReason: 'gone' });
    await order(2);
    expect(statuses()).toEqual(['failed']);
  });

  it.each([up, down])('is made again by hand, whatever became of it', async (first) => {
    const { work, pass, sent, deps, endpoint, answerWith, statuses } = await started(1, {
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

describe('an endpoint that is down', () => {
  it('is left alone but for one probe after each cool-down', async () => {
    const { work, now, sent, health, statuses, answerWith } = await started(5);
    answerWith({ error: 'connection-refused' });
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

  it('gets everything in the end, each once and in order', async () => {
    const { pass, order, sent, health, statuses, answerWith, now, work, messages } = await started(5);
    answerWith(down);
    await pass(HOUR);
    for (const number of [6, 7, 8]) await order(number);
    await pass(HOUR);
    expect(new Set(statuses())).toEqual(new Set(['waiting']));
    // One that comes when the next probe may go out, however long it is down.
    expect(messages.map(({ kind }) => kind)).toEqual(['resume']);

    answerWith(up);
    const before = sent.length;
    now.advance(600);
    await work();
    await pass(HOUR);
    const taken = sent.slice(before).map(({ id }) => id);
    expect(new Set(statuses())).toEqual(new Set(['delivered']));
    expect([taken.length, new Set(taken).size]).toEqual([8, 8]);
    // The first was the probe, which is another one each time.
    expect(taken.slice(1)).toEqual(taken.slice(1).toSorted());
    expect(await health()).toMatchObject({ circuit: 'closed', consecutiveFailures: 0 });
  });

  it('gets each once where what waits is handed out again while it is being sent', async () => {
    const { order, sent, answerWith, now, work, handle, endpoint } = await started(5);
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
    const taken = sent.slice(before).map(({ id }) => id);
    expect([taken.length, new Set(taken).size]).toEqual([8, 8]);
  });

  it('is tried again with what failed as a probe while another delivery closed its circuit', async () => {
    const { work, pass, now, sent, health, statuses, answerWith, deps, endpoint } = await started(4);
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

  it('is not kept down by one delivery that it always refuses', async () => {
    const { pass, sent, statuses, answerWith } = await started(4, { retryDelays: [5, 60] });
    answerWith(down);
    await pass(300);
    const refused = sent[0]!.id;
    answerWith(({ headers }) => (headers['webhook-id'] === refused ? down : up));
    await pass(2 * HOUR);
    expect(statuses().toSorted()).toEqual(['delivered', 'delivered', 'delivered', 'failed']);
  });

  it('is given up after days, keeps what waits, and gets it when its owner enables it', async () => {
    const { pass, now, statuses, health, answerWith, deps, endpoint, work } = await started(4);
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

  it('closes its circuit also where it answers what was sent by hand', async () => {
    const { work, sent, health, statuses, answerWith, deps, endpoint } = await started(4);
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
