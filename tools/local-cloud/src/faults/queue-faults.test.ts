import { describe, expect, it } from '@jest/globals';
import { array, assert, integer, property } from 'fast-check';
import { noBehaviors, type Behaviors, type FaultAction } from '../contract/faults.ts';
import type { Queue, QueueMessage, Queues } from '../contract/queues.ts';
import { createChoices } from './choices.ts';
import { withQueueFaults } from './queue-faults.ts';

interface Options {
  /** The fault of each message, by its body. */
  readonly actions?: Readonly<Record<string, FaultAction>>;
  readonly behaviors?: Partial<Behaviors>;
  readonly delayMillis?: number;
  readonly seed?: number;
  readonly arn?: string;
}

/** A queue with messages that are received until they are deleted. */
function queueOf(bodies: readonly string[], options: Options = {}) {
  const {
    actions = {},
    behaviors = {},
    delayMillis = 0,
    seed = 1,
    arn = 'arn:aws:sqs:us-east-1:0:q',
  } = options;
  let waiting = bodies.map((body, index) => ({ messageId: String(index), receiptHandle: `r${index}`, body }));
  const deleted: string[] = [];
  const queue = {
    arn,
    receive: (maximum: number) => waiting.splice(0, maximum).map((each) => ({ ...each, attributes: {} })),
    delete: (handle: string) => void deleted.push(handle),
    reorder: (order: <T>(messages: readonly T[]) => T[]) => void (waiting = order(waiting)),
    hasMessages: () => waiting.length > 0,
    waitForMessage: async () => {},
  } as unknown as Queue;
  let next = 0;
  const choices = createChoices(seed);
  const faulty = withQueueFaults({ find: () => queue, getMetrics: () => [] } as Queues, {
    choose() {
      const action = actions[bodies[next++] ?? ''];
      return action && { action, delayMillis, reason: 'access-denied', seed: 0 };
    },
    behaviors: () => ({ ...noBehaviors, ...behaviors }),
    random: choices.next,
  }).find(arn)!;
  const receiveAll = (maximum: number): readonly QueueMessage[] => {
    const all: QueueMessage[] = [];
    for (let received = faulty.receive(maximum); received.length > 0; received = faulty.receive(maximum))
      all.push(...received);
    return all;
  };
  return { faulty, receiveAll, deleted };
}

const bodiesOf = (messages: readonly QueueMessage[]) => messages.map(({ body }) => body);

describe('a queue under faults', () => {
  it('delivers a message again, with a receipt that deletes nothing else', () => {
    const { receiveAll } = queueOf(['a', 'b'], { actions: { a: 'delivered-again' } });
    const received = receiveAll(1);
    expect(bodiesOf(received).toSorted()).toEqual(['a', 'a', 'b']);
    const [first, again] = received.filter(({ body }) => body === 'a');
    expect(again).toMatchObject({ messageId: first!.messageId, receiptHandle: 'duplicate-r0' });
    expect(Number(again!.attributes['ApproximateReceiveCount'])).toBe(2);
  });

  it('holds a message back while it is delayed', () => {
    const { faulty, receiveAll } = queueOf(['a', 'b'], { actions: { a: 'delayed' }, delayMillis: 60_000 });
    expect(bodiesOf(receiveAll(10))).toEqual(['b']);
    expect(faulty.hasMessages()).toBe(true);
  });

  it('delivers a message behind the next one', () => {
    const { receiveAll } = queueOf(['a', 'b', 'c'], { actions: { a: 'reordered' }, delayMillis: 60_000 });
    expect(bodiesOf(receiveAll(2))).toEqual(['b', 'a', 'c']);
  });

  it('delivers a message behind the next one also in batches of one', () => {
    const actions = { a: 'reordered' } as const;
    const { faulty } = queueOf(['a', 'b'], { actions, delayMillis: 60_000 });
    expect([1, 2, 3].map(() => bodiesOf(faulty.receive(1)))).toEqual([[], ['b'], ['a']]);
  });

  it('never returns more messages than asked for, loses none, and invents none', () => {
    assert(
      property(
        integer(),
        integer({ min: 1, max: 10 }),
        array(integer({ min: 0, max: 9 }), { maxLength: 30 }),
        (seed, maximum, numbers) => {
          const bodies = numbers.map((number, index) => `${index}-${number}`);
          const behaviors = { unorderedQueues: true, duplicateMessages: 0 };
          const { faulty } = queueOf(bodies, { seed, behaviors });
          const all: string[] = [];
          for (
            let received = faulty.receive(maximum);
            received.length > 0;
            received = faulty.receive(maximum)
          ) {
            expect(received.length).toBeLessThanOrEqual(maximum);
            all.push(...bodiesOf(received));
          }
          expect(all.toSorted()).toEqual(bodies.toSorted());
        },
      ),
    );
  });

  it('delivers in an order that the seed chooses', () => {
    const bodies = Array.from({ length: 20 }, (_, index) => String(index));
    const ordered = (seed: number) =>
      bodiesOf(queueOf(bodies, { seed, behaviors: { unorderedQueues: true } }).receiveAll(3));
    expect(ordered(1)).toEqual(ordered(1));
    expect(ordered(1)).not.toEqual(bodies);
    expect(ordered(1)).not.toEqual(ordered(2));
  });

  it('keeps the promises of a FIFO queue', () => {
    const { receiveAll } = queueOf(['a', 'b'], {
      arn: 'arn:aws:sqs:us-east-1:0:q.fifo',
      actions: { a: 'reordered', b: 'delivered-again' },
      behaviors: { unorderedQueues: true, duplicateMessages: 1 },
    });
    expect(bodiesOf(receiveAll(1))).toEqual(['a', 'b']);
  });
});
