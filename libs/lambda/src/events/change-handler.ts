import {
  beginInvocation,
  correlationId,
  countFailedRecord,
  endInvocation,
  newCorrelationId,
  setCorrelationId,
} from '#libs/logging';
import middy, { type MiddlewareObj } from '@middy/core';
import { unmarshall, type AttributeMap } from '#libs/aws';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { log } from '../log-events.ts';
import { ChangeRejected, toRejectedChange, type RejectedChanges } from './rejected-change.ts';
import { timeLimit } from '../time-limit.ts';

type Image = Readonly<Record<string, unknown>>;

/** A write to a table, as its stream delivers it. */
export interface Change {
  /** The record before the write; absent when the write created it. */
  readonly before?: Image;
  /** The record after the write; absent when the write deleted it. */
  readonly after?: Image;
}

/** A change with its metadata. */
export interface RecordedChange {
  /** The id of the stream record: the same for every delivery of the change. */
  readonly id: string;
  readonly change: Change;
  readonly occurredAt: string;
  /** The correlation id of the request that wrote the change. */
  readonly correlationId: string;
}

/**
 * Creates the Lambda handler of a table's stream. The stream delivers changes in order and at least once, so `handle` must
 * be idempotent. The handler stops at the first failure and reports the record, and the stream resumes there. Lambda does
 * not count this as an error, so the handler counts it as `UnexpectedErrors`, which the function's error alarm includes.
 *
 * When the first record of a batch fails, the handler throws. Only then does Lambda bisect the batch, so that finally the
 * failing record is alone in its batch and only this record is sent to the on-failure destination.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html#services-ddb-batchfailurereporting-bisect
 *
 * A change that `handle` rejects ({@link ChangeRejected}) is sent to the on-failure destination at once, because retries
 * would only delay the changes behind it.
 *
 * @param rejectedChanges  the on-failure destination; without it, a rejected change is retried like any other failure
 * @throws Error when the first record of the batch fails
 *
 * @example export const handler = changeHandler(({ change }) => startCancellation(change, deps));
 */
export function changeHandler(
  handle: (recorded: RecordedChange) => Promise<void>,
  rejectedChanges?: RejectedChanges,
) {
  const isSetAside = async (error: unknown, record: DynamoDBRecord, context: Context): Promise<boolean> => {
    if (!rejectedChanges || !(error instanceof ChangeRejected)) return false;
    await rejectedChanges.send(toRejectedChange(error, record, context));
    log.error('change.rejected', error, { eventId: record.eventID, type: error.event.type });
    countFailedRecord();
    return true;
  };
  const isHandled = async (record: DynamoDBRecord, context: Context): Promise<boolean> => {
    setCorrelationId(newCorrelationId());
    try {
      const recorded = toRecordedChange(record);
      setCorrelationId(recorded.correlationId);
      await handle(recorded);
      return true;
    } catch (error) {
      // If the queue does not accept it, the change is retried, and then described to the same queue by Lambda.
      const isDone = await isSetAside(error, record, context).catch(() => false);
      if (!isDone) log.error('change.failed', error, { eventId: record.eventID });
      return isDone;
    }
  };
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>(timeLimit)
    .use(batchLog())
    .handler(async ({ Records }, context) => {
      for (const [index, record] of Records.entries()) {
        if (await isHandled(record, context)) continue;
        if (index === 0) throw new Error(`The first of ${Records.length} changes failed.`);
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

function toRecordedChange({ eventID, dynamodb = {} }: DynamoDBRecord): RecordedChange {
  const { OldImage, NewImage, ApproximateCreationDateTime = 0 } = dynamodb;
  const change: Change = {
    ...(OldImage && { before: toImage(OldImage) }),
    ...(NewImage && { after: toImage(NewImage) }),
  };
  const stored = (change.after ?? change.before)?.['correlationId'];
  return {
    id: String(eventID),
    change,
    occurredAt: new Date(ApproximateCreationDateTime * 1000).toISOString(),
    correlationId: typeof stored === 'string' ? stored : correlationId(),
  };
}

const toImage = (image: object): Image => unmarshall(image as AttributeMap);
