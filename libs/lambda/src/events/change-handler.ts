import {
  beginInvocation,
  correlationId,
  countFailedRecord,
  endInvocation,
  newCorrelationId,
  useCorrelationId,
} from '#libs/logging';
import middy, { type MiddlewareObj } from '@middy/core';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { log } from '../log-events.ts';

type Image = Readonly<Record<string, unknown>>;

/** One write to a table, as its stream tells it. */
export interface Change {
  /** Absent where the record is new. */
  readonly before?: Image;
  /** Absent where the record was deleted. */
  readonly after?: Image;
}

/** A change with what the stream knows about it. */
export interface RecordedChange {
  /** The same for every delivery of one change. */
  readonly id: string;
  readonly change: Change;
  readonly occurredAt: string;
  /** Of the request that wrote it. */
  readonly correlationId: string;
}

/**
 * The Lambda handler of a table's stream. The stream delivers at least once and in order, so `handle` must bear
 * repetition. At the first failure it stops and reports the record: the stream goes on from there. That is no error for
 * Lambda, so it is counted as `UnexpectedErrors`, on which the alarm of the function's errors rings too.
 *
 * @example export const handler = changeHandler(({ change }) => startCancellation(change, needs));
 */
export function changeHandler(handle: (recorded: RecordedChange) => Promise<void>) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(batchLog())
    .handler(async ({ Records }) => {
      for (const record of Records) {
        useCorrelationId(newCorrelationId());
        try {
          const recorded = recordedChange(record);
          useCorrelationId(recorded.correlationId);
          await handle(recorded);
        } catch (error) {
          log.error('change.failed', error, { eventId: record.eventID });
          countFailedRecord();
          return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
        }
      }
      return { batchItemFailures: [] };
    });
}

const batchLog = (): MiddlewareObj<DynamoDBStreamEvent, DynamoDBBatchResponse> => ({
  before: ({ context }) => beginInvocation(context, newCorrelationId()),
  after: () => endInvocation(),
});

function recordedChange({ eventID, dynamodb = {} }: DynamoDBRecord): RecordedChange {
  const { OldImage, NewImage, ApproximateCreationDateTime = 0 } = dynamodb;
  const change: Change = {
    ...(OldImage && { before: plain(OldImage) }),
    ...(NewImage && { after: plain(NewImage) }),
  };
  const stamp = (change.after ?? change.before)?.['correlationId'];
  return {
    id: String(eventID),
    change,
    occurredAt: new Date(ApproximateCreationDateTime * 1000).toISOString(),
    correlationId: typeof stamp === 'string' ? stamp : correlationId(),
  };
}

const plain = (image: object): Image => unmarshall(image as Record<string, AttributeValue>);
