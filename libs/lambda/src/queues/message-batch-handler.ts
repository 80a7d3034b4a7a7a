import {
  beginInvocation,
  countFailedRecord,
  endInvocation,
  newCorrelationId,
  setCorrelationId,
} from '#libs/logging';
import middy, { type MiddlewareObj } from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { log } from '../log-events.ts';
import { parseMessage } from './parse-message.ts';
import { transientErrorCode } from './transient-error.ts';
import { timeLimit } from '../time-limit.ts';

interface Options<Message> {
  /** The kind of message; also the noun of the log events `event.failed` and `event.deferred`. */
  readonly noun: 'event' | 'command';
  /** Returns the correlation id of a message that is not validated yet. */
  readonly getCorrelationId: (message: Message) => unknown;
  /** Consumes one message. When it throws, SQS delivers the message again. */
  readonly consume: (message: Message) => Promise<void>;
}

type Outcome = 'consumed' | 'deferred' | 'failed';

/**
 * Creates the Lambda handler of a queue. It consumes messages one at a time, in the order of the batch, and reports each
 * failure individually: SQS delivers these messages again and finally moves them to the dead-letter queue.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 *
 * Lambda does not count the failures of a partly failed batch, so each is counted as `UnexpectedErrors`. Transient errors
 * ({@link transientErrorCode}) are logged as a warning and not counted.
 *
 * @throws Error when all messages of a batch fail with unexpected errors: SQS delivers all of them again, and Lambda counts
 * the error
 */
export function messageBatchHandler<Message extends object>({
  noun,
  getCorrelationId,
  consume,
}: Options<Message>) {
  const consumeRecord = async ({ body, messageId, attributes }: SQSRecord): Promise<Outcome> => {
    // A failure before the message is parsed must not be logged with the id of the previous message.
    setCorrelationId(newCorrelationId());
    try {
      const message = parseMessage(body) as Message;
      const id = getCorrelationId(message);
      if (typeof id === 'string') setCorrelationId(id);
      await consume(message);
      return 'consumed';
    } catch (error) {
      const delivery = { messageId, attempt: attributes.ApproximateReceiveCount };
      const reason = transientErrorCode(error);
      if (reason === undefined) log.error(`${noun}.failed`, error, delivery);
      else log.warn(`${noun}.deferred`, { ...delivery, reason });
      return reason === undefined ? 'failed' : 'deferred';
    }
  };
  return middy<SQSEvent, SQSBatchResponse>(timeLimit)
    .use(batchLog())
    .handler(async ({ Records }) => {
      const outcomes: Outcome[] = [];
      for (const record of Records) outcomes.push(await consumeRecord(record));
      const failures = outcomes.filter((outcome) => outcome === 'failed');
      if (failures.length === Records.length)
        throw new Error(`None of ${Records.length} ${noun}s was consumed.`);
      for (const _ of failures) countFailedRecord();
      const unconsumed = Records.filter((_, index) => outcomes[index] !== 'consumed');
      return { batchItemFailures: unconsumed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
}

const batchLog = (): MiddlewareObj<SQSEvent, SQSBatchResponse> => ({
  before: ({ context }) => beginInvocation(context, newCorrelationId()),
  after: () => endInvocation(),
  onError: () => endInvocation(),
});
