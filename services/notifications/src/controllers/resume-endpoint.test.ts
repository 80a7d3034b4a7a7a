import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { purchaseEvents } from '#libs/testing';
import { Crash, webhookHarness } from '../../test/webhook-harness.ts';
import { fanOut } from './fan-out.ts';
import { markEnqueued } from '../models/delivery.ts';
import { redeliverDelivery } from './redeliver-delivery.ts';

const UP = { statusCode: 200, body: '' };
const DOWN = { statusCode: 500, body: '' };
// The longest reset timeout, the visibility timeout of a message, the claim of a probe, and the retry after an interrupted
// attempt: far less than an hour.
const SOON_SECONDS = 1_020;

type Harness = Awaited<ReturnType<typeof harnessWithDeliveries>>;

async function harnessWithDeliveries() {
  const harness = webhookHarness();
  const { placed, customerId } = purchaseEvents();
  const endpoint = await harness.endpoint(customerId);
  for (let number = 1; number <= 5; number++) await fanOut({ ...placed, revision: number }, harness.deps);
  const unfinished = () =>
    harness.deps.deliveries.all().filter(({ status }) => status === 'pending' || status === 'waiting');
  return { ...harness, endpoint, unfinished };
}

const events: [name: string, happens: (harness: Harness) => Promise<void>][] = [
  [
    'the function crashes',
    async () => {
      throw new Crash();
    },
  ],
  [
    'the schedule enqueues all deliveries',
    async ({ deps, unfinished }) => {
      for (const { endpointId, deliveryId } of unfinished()) {
        const delivery = (await deps.deliveries.find({ endpointId, deliveryId }))!;
        const { customerId, attemptCount } = await deps.deliveries.replace(
          markEnqueued(delivery, deps.now()),
        );
        await deps.queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isManual: false });
      }
    },
  ],
  [
    'the owner redelivers a delivery manually',
    async ({ deps, unfinished, endpoint }) => {
      const [first] = unfinished();
      if (first) await redeliverDelivery({ ...endpoint, deliveryId: first.deliveryId }, deps);
    },
  ],
];

describe.each(events)('an endpoint that recovers soon receives every delivery, although %s', (_, happens) => {
  it.each([
    ['while it does not respond', [DOWN, UP]],
    ['after it recovered', [UP]],
  ])('%s, at any step', async (when, answers) => {
    for (let step = 1, stepsLeft = 0; stepsLeft <= 0; step++) {
      const harness = await harnessWithDeliveries();
      if (when === 'after it recovered') {
        harness.answerWith(DOWN);
        await harness.pass(120);
      }
      stepsLeft = step;
      harness.beforeEachStep(async () => {
        if (--stepsLeft === 0) await happens(harness);
      });
      for (const answer of answers) {
        harness.answerWith(answer);
        await harness.pass(SOON_SECONDS);
      }
      const { unfinished, messages } = harness;
      expect({ step, unfinished: unfinished(), messages }).toEqual({ step, unfinished: [], messages: [] });
    }
  });
});

it('an endpoint receives every delivery once, and no attempt is lost, in any order of concurrent steps', () =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { answerWith, beforeEachStep, handle, messages, deps, now, pass, sent, unfinished } =
        await harnessWithDeliveries();
      const handleConcurrently = () => scheduler.waitFor(Promise.all(messages.splice(0).map(handle)));

      answerWith(DOWN);
      beforeEachStep(() => scheduler.schedule(Promise.resolve()));
      await handleConcurrently();
      expect(deps.deliveries.all().flatMap(({ attempts }) => attempts)).toHaveLength(sent.length);

      now.advance(61);
      answerWith(UP);
      const before = sent.length;
      await handleConcurrently();
      beforeEachStep(async () => {});
      await pass(SOON_SECONDS);
      expect(unfinished()).toEqual([]);
      const received = sent.slice(before).map(({ id }) => id);
      expect([received.length, new Set(received).size]).toEqual([5, 5]);
    }),
    { numRuns: 30 },
  ));
