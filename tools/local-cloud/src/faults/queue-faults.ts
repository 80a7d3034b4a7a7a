import type { Fault, Faults } from '../contract/faults.ts';
import type { Queue, QueueMessage, Queues } from '../contract/queues.ts';
import { shuffled } from './shuffled.ts';

/** A message that was received from the queue and is delivered later. */
interface Held {
  readonly message: QueueMessage;
  readonly dueAt: number;
  /** Whether it is due as soon as another message was delivered. */
  readonly isBehindNext: boolean;
}

type QueueFaultSource = Pick<Faults, 'choose' | 'behaviors' | 'random'>;

/** A duplicate arrives with the first delivery or soon after it. */
const LATEST_DUPLICATE_MILLIS = 200;

/**
 * Adds faults to queues that feed functions: a message is delivered again, late, or in another order. Only standard queues
 * are changed; FIFO queues keep their promises.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html
 */
export function withQueueFaults(queues: Queues, faults: QueueFaultSource): Queues {
  return {
    ...queues,
    find(queueArn) {
      const queue = queues.find(queueArn);
      return queue === undefined || queueArn.endsWith('.fifo') ? queue : withMessageFaults(queue, faults);
    },
  };
}

function withMessageFaults(queue: Queue, faults: QueueFaultSource): Queue {
  const held = new Set<Held>();
  const name = queue.arn.split(':').at(-1) ?? queue.arn;
  const hold = (message: QueueMessage, millis: number, isBehindNext = false) =>
    void held.add({ message, dueAt: Date.now() + millis, isBehindNext });

  function take(maximum: number, isDue: (each: Held) => boolean): readonly QueueMessage[] {
    const due = [...held].filter(isDue).slice(0, maximum);
    for (const each of due) held.delete(each);
    return due.map(({ message }) => message);
  }

  function releaseOvertaken(): void {
    for (const each of [...held].filter(({ isBehindNext }) => isBehindNext)) {
      held.delete(each);
      hold(each.message, Number.NEGATIVE_INFINITY);
    }
  }

  /** @returns the message, or nothing if it is delivered later */
  function deliver(message: QueueMessage): readonly QueueMessage[] {
    const { action, delayMillis = 0 } = chooseFault(message) ?? {};
    if (action === 'delayed' || action === 'reordered') {
      hold(message, delayMillis, action === 'reordered');
      return [];
    }
    if (action === 'delivered-again') hold(duplicateOf(message), delayMillis);
    else if (isDuplicated())
      hold(duplicateOf(message), faults.random(`duplicate after ${name}`) * LATEST_DUPLICATE_MILLIS);
    return [message];
  }

  const chooseFault = ({ attributes }: QueueMessage): Fault | undefined =>
    faults.choose({ target: 'queue', name, resources: [queue.arn], trace: attributes['AWSTraceHeader'] });

  function isDuplicated(): boolean {
    const { duplicateMessages } = faults.behaviors();
    return duplicateMessages > 0 && faults.random(`duplicate ${name}`) < duplicateMessages;
  }

  return {
    ...queue,
    receive(maximum) {
      const due = take(maximum, ({ dueAt }) => dueAt <= Date.now());
      if (faults.behaviors().unorderedQueues)
        queue.reorder((messages) => shuffled(messages, () => faults.random(`order ${name}`)));
      const received = due.length < maximum ? queue.receive(maximum - due.length).flatMap(deliver) : [];
      if (received.length > 0) releaseOvertaken();
      const overtaken = take(
        maximum - due.length - received.length,
        ({ dueAt }) => dueAt === Number.NEGATIVE_INFINITY,
      );
      return [...due, ...received, ...overtaken];
    },
    hasMessages: () => held.size > 0 || queue.hasMessages(),
    async waitForMessage(signal) {
      if (held.size === 0) return queue.waitForMessage(signal);
      const waitMillis = Math.max(0, Math.min(...[...held].map(({ dueAt }) => dueAt - Date.now())));
      if (waitMillis > 0)
        await queue.waitForMessage(AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(waitMillis))]));
    },
  };
}

/** Its receipt handle is unknown to the queue: the message is deleted with the handle of the first delivery. */
const duplicateOf = (message: QueueMessage): QueueMessage => ({
  ...message,
  receiptHandle: `duplicate-${message.receiptHandle}`,
  attributes: {
    ...message.attributes,
    ApproximateReceiveCount: String(Number(message.attributes['ApproximateReceiveCount'] ?? 1) + 1),
  },
});
