import { contentOf, valueAt, type Message } from '../messages/message.ts';
import type { LambdaRecord } from './lambda-record.ts';

/**
 * Returns the records of a change that its function rejected: such a message contains them, with the function.
 *
 * @returns undefined for the message of Lambda, which only points to the records
 */
export function rejectedRecordsIn(message: Pick<Message, 'body'>) {
  const content = contentOf(message);
  const functionArn = valueAt(content, ['requestContext', 'functionArn']);
  const records = valueAt(content, ['Records']);
  const isRejected = valueAt(content, ['requestContext', 'condition']) === 'ContractViolated';
  return isRejected && typeof functionArn === 'string' && Array.isArray(records)
    ? { functionArn, records: records as readonly LambdaRecord[] }
    : undefined;
}

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
