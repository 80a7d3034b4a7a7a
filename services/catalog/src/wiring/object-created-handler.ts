import { parseMessage } from '#libs/lambda';
import {
  beginInvocation,
  countFailedRecord,
  endInvocation,
  newCorrelationId,
  sanitizeError,
  setCorrelationId,
} from '#libs/logging';
import type { Context, S3Event, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { log } from '../log-events.ts';

// S3 sends one test message when the notification is configured. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
interface TestEvent {
  readonly Event: 's3:TestEvent';
}

/**
 * Creates the Lambda handler of a queue with the object-created notifications of a bucket. Failed messages are reported
 * individually: SQS delivers them again and finally moves them to the dead-letter queue. `handleObject` must be
 * idempotent.
 *
 * @throws the last error when all messages failed, so that the function's error metric counts it
 */
export const objectCreatedHandler =
  (handleObject: (key: string) => Promise<void>) =>
  async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    beginInvocation(context, newCorrelationId());
    const failures: { messageId: string; error: unknown }[] = [];
    for (const { messageId, body } of Records) {
      try {
        setCorrelationId(newCorrelationId());
        for (const key of toKeys(parseMessage(body) as S3Event | TestEvent)) await handleObject(key);
      } catch (error) {
        log.error('object.failed', error, { messageId });
        failures.push({ messageId, error });
      }
    }
    if (failures.length < Records.length) for (const _ of failures) countFailedRecord();
    endInvocation();
    if (failures.length === Records.length) throw sanitizeError(failures.at(-1)?.error);
    return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };

/** S3 encodes keys like form data, with plus signs for spaces. */
const toKeys = (event: S3Event | TestEvent): string[] =>
  'Event' in event
    ? []
    : event.Records.map(({ s3 }) => decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
