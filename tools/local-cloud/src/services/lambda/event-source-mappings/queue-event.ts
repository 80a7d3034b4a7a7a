import type { QueueMessage } from '../../../contract/queues.ts';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import {
  matchesPattern,
  type EventPattern,
} from '../../../../../workspace/src/event-patterns/event-pattern.ts';

/** One record of the event that a function gets: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const queueRecord = (message: QueueMessage, queueArn: string) => ({
  messageId: message.messageId,
  receiptHandle: message.receiptHandle,
  body: message.body,
  attributes: message.attributes,
  messageAttributes: Object.fromEntries(
    Object.entries(message.messageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  ),
  ...(message.md5OfMessageAttributes !== '' && { md5OfMessageAttributes: message.md5OfMessageAttributes }),
  md5OfBody: message.md5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: REGION,
});

export type QueueRecord = ReturnType<typeof queueRecord>;

/**
 * Whether a mapping's filters let a message pass. A pattern for the body's fields asks for a body of JSON, one for the
 * body as text for any other: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export function passesFilters(record: QueueRecord, patterns: readonly EventPattern[] | undefined): boolean {
  if (patterns === undefined) return true;
  const body = parsedBody(record.body);
  return patterns.some((pattern) => matchesPattern(pattern, { ...record, body }));
}

function parsedBody(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' ? value : body;
  } catch {
    return body;
  }
}
