import { beginInvocation, endInvocation, log, newCorrelationId, useCorrelationId } from '#libs/logging';
import type { Context, S3Event, SQSBatchResponse, SQSEvent } from 'aws-lambda';

// S3 sends one such message when it learns of the queue. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
interface TestEvent {
  readonly Event: 's3:TestEvent';
}

/**
 * The Lambda handler of a queue that a bucket tells of new objects. A message that fails is reported alone:
 * SQS delivers it again and puts it into the dead-letter queue in the end. `react` must bear repetition.
 */
export const createdObjectsHandler =
  (react: (key: string) => Promise<void>) =>
  async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    beginInvocation(context, newCorrelationId());
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const { messageId, body } of Records) {
      try {
        useCorrelationId(newCorrelationId());
        for (const key of keysIn(JSON.parse(body) as S3Event | TestEvent)) await react(key);
      } catch (error) {
        log.error('object.failed', error, { messageId });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    endInvocation();
    return { batchItemFailures };
  };

/** Keys are encoded as in a form: spaces as plus signs. */
const keysIn = (event: S3Event | TestEvent): string[] =>
  'Event' in event
    ? []
    : event.Records.map(({ s3 }) => decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
