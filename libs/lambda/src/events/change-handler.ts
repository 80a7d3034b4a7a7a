import {
  beginInvocation,
  correlationId,
  countFailedRecord,
  endInvocation,
  newCorrelationId,
  setCorrelationId,
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
 * Where the first record of a batch fails, that is the error of the function: only then does Lambda halve the batch, and
 * not merely cut it at the record, so that in the end what fails is alone and goes alone into the queue of failures.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html#services-ddb-batchfailurereporting-bisect
 *
 * @throws Error where the first of the records fails
 *
 * @example export const handler = changeHandler(({ change }) => startCancellation(change, needs));
 */
export function changeHandler(handle: (recorded: RecordedChange) => Promise<void>) {
  const isHandled = async (record: DynamoDBRecord): Promise<boolean> => {
    setCorrelationId(newCorrelationId());
    try {
      const recorded = recordedChange(record);
      setCorrelationId(recorded.correlationId);
      await handle(recorded);
      return true;
    } catch (error) {
      log.error('change.failed', error, { eventId: record.eventID });
      return false;
    }
  };
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(batchLog())
    .handler(async ({ Records }) => {
      for (const [index, record] of Records.entries()) {
        if (await isHandled(record)) continue;
        if (index === 0) throw new Error(`The first of ${Records.length} changes could not be handled.`);
        countFailedRecord();
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
      }
      return { batchItemFailures: [] };
    });
}

const batchLog = (): MiddlewareObj<DynamoDBStreamEvent, DynamoDBBatchResponse> => ({
  before: ({ context }) => beginInvocation(context, newCorrelationId()),
  after: () => endInvocation(),
  onError: () => endInvocation(),
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
