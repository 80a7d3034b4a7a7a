import type { Message } from '../messages/message.ts';
import type { MessageQueue } from '../messages/message-queue.ts';

interface Faults {
  /** Whether sending a message with this body fails. */
  readonly refuses?: (body: string) => boolean;
  /** Whether deleting the message of this id fails. */
  readonly keeps?: (id: string) => boolean;
}

export const deadLetter = (id: string, change: Partial<Message> = {}): Message => ({
  id,
  receiptHandle: '',
  body: JSON.stringify({ type: 'StockChanged', subject: id }),
  attributes: { type: { DataType: 'String', StringValue: 'StockChanged' } },
  sentAt: new Date('2030-01-01T12:00:00Z'),
  receiveCount: 5,
  ...change,
});

/** A queue as SQS is one: what was received is hidden until it is released, and each receipt has its own handle. */
export function inMemoryQueue(given: readonly Message[] = [], { refuses, keeps }: Faults = {}) {
  let visible = [...given];
  const hidden = new Map<string, Message>();
  let receipts = 0;
  let sent = 0;
  const queue: MessageQueue = {
    depth: async () => ({ visible: visible.length, hidden: hidden.size }),
    async receive() {
      const received = visible.slice(0, 10).map((message) => ({
        ...message,
        receiveCount: message.receiveCount + 1,
        receiptHandle: `receipt-${(receipts += 1)}`,
      }));
      visible = visible.slice(10);
      for (const message of received) hidden.set(message.receiptHandle, message);
      return received;
    },
    async send(message) {
      if (refuses?.(message.body)) throw new Error('SQS is away');
      visible.push(deadLetter(`sent-${(sent += 1)}`, message));
    },
    async delete({ id, receiptHandle }) {
      if (keeps?.(id)) throw new Error('SQS is away');
      hidden.delete(receiptHandle);
    },
    async release(messages) {
      for (const { receiptHandle } of messages) {
        const message = hidden.get(receiptHandle);
        if (message !== undefined) visible.push(message);
        hidden.delete(receiptHandle);
      }
    },
  };
  return {
    ...queue,
    visible: () => visible,
    hidden: () => [...hidden.values()],
    /** Their time is over: they show again. */
    expire() {
      visible.push(...hidden.values());
      hidden.clear();
    },
  };
}
