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

interface Messages<Message> {
  /** What a message holds: names the log line of a failure, `event.failed` or `event.deferred`. */
  readonly noun: 'event' | 'command';
  /** Of what caused the message. It is not checked yet, and may have any form. */
  readonly getCorrelationId: (message: Message) => unknown;
  /** Handles one message; what it throws makes SQS deliver that message again. */
  readonly consume: (message: Message) => Promise<void>;
}

type Outcome = 'consumed' | 'deferred' | 'failed';

/**
 * The Lambda handler of a queue: records one after the other, in the order they came, each failure reported alone.
 * SQS delivers those again, and puts them into the dead-letter queue in the end.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 *
 * Where a batch fails in part, Lambda counts no error: each failure is counted as `UnexpectedErrors`. What was foreseen
 * and passes by itself ({@link passingCode}) is logged as a warning and not counted.
 *
 * @throws Error where all records of a batch fail unexpectedly, which comes to the same for SQS and moves the error metric
 */
export function messageBatchHandler<Message extends object>({
  noun,
  getCorrelationId,
  consume,
}: Messages<Message>) {
  const outcomeOf = async ({ body, messageId, attributes }: SQSRecord): Promise<Outcome> => {
    // Whatever goes wrong from here on is not the fault of the message before.
    setCorrelationId(newCorrelationId());
    try {
      const message = parseMessage(body) as Message;
      const sent = getCorrelationId(message);
      if (typeof sent === 'string') setCorrelationId(sent);
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
  return middy<SQSEvent, SQSBatchResponse>()
    .use(batchLog())
    .handler(async ({ Records }) => {
      const outcomes: Outcome[] = [];
      for (const record of Records) outcomes.push(await outcomeOf(record));
      const failures = outcomes.filter((outcome) => outcome === 'failed');
      if (failures.length === Records.length)
        throw new Error(`None of ${Records.length} ${noun}s was consumed.`);
      for (const _ of failures) countFailedRecord();
      const comeAgain = Records.filter((_, index) => outcomes[index] !== 'consumed');
      return { batchItemFailures: comeAgain.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
}

const batchLog = (): MiddlewareObj<SQSEvent, SQSBatchResponse> => ({
  before: ({ context }) => beginInvocation(context, newCorrelationId()),
  after: () => endInvocation(),
  onError: () => endInvocation(),
});
