import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { purchaseEvents } from '#libs/testing';
import { Died, webhookWorkshop } from '../../test/webhook-workshop.ts';
import { fanOut } from './fan-out.ts';
import { withMessage } from '../models/delivery.ts';
import { redeliverDelivery } from './redeliver-delivery.ts';

const UP = { statusCode: 200, body: '' };
const DOWN = { statusCode: 500, body: '' };
// The longest cool-down, a message that comes again, and a claim of a probe: far less than an hour.
const SOON_SECONDS = 660;

type Shop = Awaited<ReturnType<typeof shopWithDeliveries>>;

async function shopWithDeliveries() {
  const shop = webhookWorkshop();
  const { placed, customerId } = purchaseEvents();
  const endpoint = await shop.endpoint(customerId);
  for (let number = 1; number <= 5; number++) await fanOut({ ...placed, id: `e-${number}` }, shop.deps);
  const unfinished = () =>
    shop.deps.deliveries.all().filter(({ status }) => status === 'pending' || status === 'waiting');
  return { ...shop, endpoint, unfinished };
}

const happenings: [what: string, happens: (shop: Shop) => Promise<void>][] = [
  [
    'the function dies',
    async () => {
      throw new Died();
    },
  ],
  [
    'the schedule brings all up',
    async ({ deps, unfinished }) => {
      for (const { endpointId, deliveryId } of unfinished()) {
        const delivery = (await deps.deliveries.find({ endpointId, deliveryId }))!;
        const { customerId, attemptCount } = await deps.deliveries.replace(withMessage(delivery, deps.now()));
        await deps.queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isByHand: false });
      }
    },
  ],
  [
    'its owner redelivers one by hand',
    async ({ deps, unfinished, endpoint }) => {
      const [first] = unfinished();
      if (first) await redeliverDelivery({ ...endpoint, deliveryId: first.deliveryId }, deps);
    },
  ],
];

describe.each(happenings)('an endpoint that was down gets everything soon, though %s', (_, happens) => {
  it.each([
    ['while it is down', [DOWN, UP]],
    ['when it is back', [UP]],
  ])('%s, at whatever step', async (when, answers) => {
    for (let step = 1, stepsLeft = 0; stepsLeft <= 0; step++) {
      const shop = await shopWithDeliveries();
      if (when === 'when it is back') {
        shop.answerWith(DOWN);
        await shop.pass(120);
      }
      stepsLeft = step;
      shop.beforeEachStep(async () => {
        if (--stepsLeft === 0) await happens(shop);
      });
      for (const answer of answers) {
        shop.answerWith(answer);
        await shop.pass(SOON_SECONDS);
      }
      const { unfinished, messages } = shop;
      expect({ step, unfinished: unfinished(), messages }).toEqual({ step, unfinished: [], messages: [] });
    }
  });
});

it('an endpoint gets each once, and no attempt is lost, in whatever order the steps of many functions come', () =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { answerWith, beforeEachStep, handle, messages, deps, now, pass, sent, unfinished } =
        await shopWithDeliveries();
      const handleAllAtOnce = () => scheduler.waitFor(Promise.all(messages.splice(0).map(handle)));

      answerWith(DOWN);
      beforeEachStep(() => scheduler.schedule(Promise.resolve()));
      await handleAllAtOnce();
      expect(deps.deliveries.all().flatMap(({ attempts }) => attempts)).toHaveLength(sent.length);

      now.advance(61);
      answerWith(UP);
      const before = sent.length;
      await handleAllAtOnce();
      beforeEachStep(async () => {});
      await pass(SOON_SECONDS);
      expect(unfinished()).toEqual([]);
      const taken = sent.slice(before).map(({ id }) => id);
      expect([taken.length, new Set(taken).size]).toEqual([5, 5]);
    }),
    { numRuns: 30 },
  ));
