import { AsyncLocalStorage } from 'node:async_hooks';
import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import { findCorrelationIds } from '../../../contract/correlation-ids.ts';
import type { Recorder, RunningSpan } from '../../../contract/recorder.ts';

/** A message of the emulator. */
interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly approximateReceiveCount: number;
  [TRACE]?: string;
}

/** Where the emulator stores messages. */
interface MessageStorage {
  insertMessage(queueName: string, message: Message): void;
  updateMessageInflight(
    messageId: string,
    receiptHandle: string,
    visibilityDeadline: number,
    receiveCount: number,
    firstReceivedAt?: number,
  ): void;
  deleteMessage(messageId: string): void;
  deleteQueueMessages(queueName: string): void;
}

const TRACE = Symbol('trace header');

/** The trace header of a message, which consumers receive as the system attribute `AWSTraceHeader`. */
export const traceOf = (message: Message): string | undefined => message[TRACE];

/**
 * Records messages where the emulator stores them: a span lasts from sending to deletion, or to the move to the dead-letter
 * queue. The trace header stays with the message in memory, so it is lost when the local cloud restarts.
 *
 * @returns carries the trace header of a sender to the messages that it sends
 */
export function recordMessages(
  storage: MessageStorage,
  recorder: Recorder,
): AsyncLocalStorage<string | undefined> {
  const senders = new AsyncLocalStorage<string | undefined>();
  const running = new Map<string, { readonly span: RunningSpan; readonly queueName: string }>();
  // The emulator deletes a message that was received too often and inserts it into the dead-letter queue.
  let lastDeleted: { readonly messageId: string; readonly span: RunningSpan } | undefined;
  const { insertMessage, updateMessageInflight, deleteMessage, deleteQueueMessages } = bound(storage);

  storage.insertMessage = (queueName, message: Message) => {
    insertMessage(queueName, message);
    const isDeadLetter = message.approximateReceiveCount > 0;
    const { messageId, body } = message;
    if (isDeadLetter && lastDeleted?.messageId === messageId) lastDeleted.span.end(receivedTooOften);
    const span = recorder.start({
      kind: 'message',
      name: queueName,
      resource: arn('sqs', queueName),
      causes: [message[TRACE] ?? senders.getStore()],
      correlationIds: findCorrelationIds(body),
      attributes: { messageId, ...(isDeadLetter && { isDeadLetter }) },
    });
    message[TRACE] = span.header;
    // It waits for an operator, possibly for days.
    if (isDeadLetter) span.end();
    else running.set(messageId, { span, queueName });
  };

  storage.updateMessageInflight = (messageId, receiptHandle, deadline, receiveCount, firstReceivedAt) => {
    updateMessageInflight(messageId, receiptHandle, deadline, receiveCount, firstReceivedAt);
    running.get(messageId)?.span.update({ attributes: { receiveCount } });
  };

  storage.deleteMessage = (messageId) => {
    deleteMessage(messageId);
    const span = running.get(messageId)?.span;
    running.delete(messageId);
    if (span === undefined) return;
    lastDeleted = { messageId, span };
    queueMicrotask(() => span.end());
  };

  storage.deleteQueueMessages = (queueName) => {
    deleteQueueMessages(queueName);
    for (const [messageId, message] of running)
      if (message.queueName === queueName) {
        message.span.end({ attributes: { isPurged: true } });
        running.delete(messageId);
      }
  };

  return senders;
}

const receivedTooOften = {
  status: 'error',
  error: { type: 'MaxReceiveCountExceeded', message: 'The message moved to the dead-letter queue.' },
} as const;

const bound = (storage: MessageStorage) => ({
  insertMessage: storage.insertMessage.bind(storage),
  updateMessageInflight: storage.updateMessageInflight.bind(storage),
  deleteMessage: storage.deleteMessage.bind(storage),
  deleteQueueMessages: storage.deleteQueueMessages.bind(storage),
});
