import type { QueueMetrics } from '../../../contract/measurements.ts';
import type { QueueMessage, Queues } from '../../../contract/queues.ts';
import { traceOf } from '../emulator/recorded-messages.ts';
import type { Fauxqs, SqsQueue } from '../emulator/fauxqs.ts';

// A visibility timeout can change during the wait, so the queue is checked again after this time.
const MAX_WAIT_MS = 1_000;

/** Access to the queues without the AWS endpoint, for event source mappings. */
export function createQueues({ fauxqs }: { readonly fauxqs: Pick<Fauxqs, 'sqsStore' | 'send'> }): Queues {
  const { sqsStore } = fauxqs;
  const deadLetterQueue = (arn: string) => sqsStore.getQueueByArn(arn);

  return {
    getMetrics: () => [...sqsStore.allQueues()].map(toMetrics),
    find(queueArn) {
      const queue = sqsStore.getQueueByArn(queueArn);
      if (queue === undefined) return undefined;
      return {
        arn: queueArn,
        receive: (maximum) =>
          queue
            .dequeue(maximum, undefined, deadLetterQueue)
            .map(({ ReceiptHandle }) => toQueueMessage(queue, ReceiptHandle))
            .filter((message) => message !== undefined),
        delete: (receiptHandle) => void queue.deleteMessage(receiptHandle),
        reorder(order) {
          queue.messages = order(queue.messages);
        },
        waitForMessage: (signal, maxMs = MAX_WAIT_MS) => waitForMessage(queue, signal, maxMs),
        send: (body, trace) => fauxqs.send(queue, body, { trace }),
        hasMessages: () => hasMessages(queue),
        releaseInFlight() {
          for (const receiptHandle of queue.inflightMessages.keys()) queue.changeVisibility(receiptHandle, 0);
        },
      };
    },
  };
}

function toQueueMessage(queue: SqsQueue, receiptHandle: string): QueueMessage | undefined {
  const message = queue.inflightMessages.get(receiptHandle)?.message;
  if (message === undefined) return undefined;
  return {
    messageId: message.messageId,
    receiptHandle,
    body: message.body,
    md5OfBody: message.md5OfBody,
    md5OfMessageAttributes: message.md5OfMessageAttributes,
    messageAttributes: message.messageAttributes,
    attributes: {
      ApproximateReceiveCount: String(message.approximateReceiveCount),
      SentTimestamp: String(message.sentTimestamp),
      SenderId: 'AIDALOCAL',
      ApproximateFirstReceiveTimestamp: String(
        message.approximateFirstReceiveTimestamp ?? message.sentTimestamp,
      ),
      ...(traceOf(message) !== undefined && { AWSTraceHeader: traceOf(message)! }),
      ...(message.messageGroupId !== undefined && { MessageGroupId: message.messageGroupId }),
      ...(message.messageDeduplicationId !== undefined && {
        MessageDeduplicationId: message.messageDeduplicationId,
      }),
      ...(message.sequenceNumber !== undefined && { SequenceNumber: message.sequenceNumber }),
    },
  };
}

function toMetrics(queue: SqsQueue): QueueMetrics {
  queue.processTimers();
  const visible = [...queue.messages, ...[...queue.fifoMessages.values()].flat()];
  const inFlight = [...queue.inflightMessages.values()].map(({ message }) => message);
  const oldestAtMs = [...visible, ...inFlight].reduce(
    (earliest, { sentTimestamp }) => Math.min(earliest, sentTimestamp),
    Date.now(),
  );
  return {
    queueName: queue.arn.split(':').at(-1)!,
    visibleMessages: visible.length,
    oldestMessageSeconds: (Date.now() - oldestAtMs) / 1000,
  };
}

function hasMessages(queue: SqsQueue): boolean {
  queue.processTimers();
  const isLocked = (group: string) => queue.fifoLockedGroups.has(group);
  return queue.messages.length > 0 || [...queue.fifoMessages.keys()].some((group) => !isLocked(group));
}

/** The long polling of the emulator checks the queue fifty times per second; this function is notified instead. */
async function waitForMessage(queue: SqsQueue, signal: AbortSignal, maxMs: number): Promise<void> {
  if (hasMessages(queue)) return;
  await waitForWakeUp(queue, signal, maxMs);
}

function waitForWakeUp(queue: SqsQueue, signal: AbortSignal, maxMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      queue.pollWaiters = queue.pollWaiters.filter((waiter) => waiter.resolve !== wake);
      resolve();
    };
    const timer = setTimeout(wake, Math.min(maxMs, toWaitMs(queue)));
    signal.addEventListener('abort', wake);
    queue.pollWaiters.push({ resolve: wake, timer });
    if (signal.aborted) wake();
  });
}

function toWaitMs(queue: SqsQueue): number {
  const { delayed, inflight } = queue.inspectMessages();
  const times = [
    ...inflight.map(({ visibilityDeadline }) => visibilityDeadline),
    ...delayed.map(({ delayUntil = 0 }) => delayUntil),
  ];
  const next = times.reduce((earliest, time) => Math.min(earliest, time), Number.POSITIVE_INFINITY);
  return Math.max(0, Math.min(MAX_WAIT_MS, next - Date.now()));
}
