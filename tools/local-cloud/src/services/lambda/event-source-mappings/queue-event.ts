import type { QueueMessage } from '../../../contract/queues.ts';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import {
  matchesPattern,
  type EventPattern,
} from '../../../../../workspace/src/event-patterns/event-pattern.ts';

/** Creates a record of the function's event: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
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
 * Whether a message passes the filters of a mapping. A pattern for fields of the body requires a JSON body, a pattern for
 * text any other body: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
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
