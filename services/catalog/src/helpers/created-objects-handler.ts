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

// S3 sends one such message when it learns of the queue. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
interface TestEvent {
  readonly Event: 's3:TestEvent';
}

/**
 * The Lambda handler of a queue that a bucket tells of new objects. A message that fails is reported alone:
 * SQS delivers it again and puts it into the dead-letter queue in the end. `react` must bear repetition.
 *
 * @throws what the last message failed with where all of them did, so that the function's error metric moves
 */
export const createdObjectsHandler =
  (react: (key: string) => Promise<void>) =>
  async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    beginInvocation(context, newCorrelationId());
    const failures: { messageId: string; error: unknown }[] = [];
    for (const { messageId, body } of Records) {
      try {
        setCorrelationId(newCorrelationId());
        for (const key of keysIn(parseMessage(body) as S3Event | TestEvent)) await react(key);
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

/** Keys are encoded as in a form: spaces as plus signs. */
const keysIn = (event: S3Event | TestEvent): string[] =>
  'Event' in event
    ? []
    : event.Records.map(({ s3 }) => decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
