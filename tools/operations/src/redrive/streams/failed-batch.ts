import { contentOf, valueAt, type Message } from '../messages/message.ts';

/** Where the stream records of a failed invocation are; Lambda does not include their content. */
export interface FailedBatch {
  readonly functionArn: string;
  readonly streamArn: string;
  readonly shardId: string;
  readonly firstSequenceNumber: string;
  readonly lastSequenceNumber: string;
}

/**
 * Reads a message of a stream's on-failure destination.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 *
 * @throws Error for any other message
 */
export function failedBatchIn(message: Pick<Message, 'body'>): FailedBatch {
  const content = contentOf(message);
  const text = (...path: readonly string[]): string => {
    const value = valueAt(content, path);
    if (typeof value === 'string') return value;
    throw new Error(`it points to no records of a stream: it has no ${path.join('.')}`);
  };
  return {
    functionArn: text('requestContext', 'functionArn'),
    streamArn: text('DDBStreamBatchInfo', 'streamArn'),
    shardId: text('DDBStreamBatchInfo', 'shardId'),
    firstSequenceNumber: text('DDBStreamBatchInfo', 'startSequenceNumber'),
    lastSequenceNumber: text('DDBStreamBatchInfo', 'endSequenceNumber'),
  };
}
