import {
  beginInvocation,
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
  const isHandled = recordHandler((record) => handle(toRecordedChange(record)), rejectedChanges);
  return recordsHandler((records, context) => findFirstFailure(records, (each) => isHandled(each, context)));
}

/**
 * Creates the Lambda handler of a stream that handles a batch as a whole; otherwise the same as {@link changeHandler}.
 *
 * @param handleRecords  returns the index of the first record that failed, if any
 */
export const recordsHandler = (
  handleRecords: (records: readonly DynamoDBRecord[], context: Context) => Promise<number | undefined>,
) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>(timeLimit)
    .use(batchLog())
    .handler(async ({ Records }, context) => {
      const failed = await handleRecords(Records, context);
      if (failed === undefined) return { batchItemFailures: [] };
      if (failed === 0) throw new Error(`The first of ${Records.length} changes failed.`);
      countFailedRecord();
      return { batchItemFailures: [{ itemIdentifier: Records[failed]?.dynamodb?.SequenceNumber ?? '' }] };
    });

/** Handles records in order until one fails. @returns its index; undefined when all were handled */
export async function findFirstFailure(
  records: readonly DynamoDBRecord[],
  isHandled: (record: DynamoDBRecord) => Promise<boolean>,
): Promise<number | undefined> {
  for (const [index, record] of records.entries()) if (!(await isHandled(record))) return index;
  return undefined;
}

/** Returns whether a record was handled, or set aside because it was rejected. A failure is logged. */
export function recordHandler(
  handle: (record: DynamoDBRecord) => Promise<void>,
  rejectedChanges?: RejectedChanges,
) {
  const isSetAside = async (error: unknown, record: DynamoDBRecord, context: Context): Promise<boolean> => {
    if (!rejectedChanges || !(error instanceof ChangeRejected)) return false;
    await rejectedChanges.send(toRejectedChange(error, record, context));
    log.error('change.rejected', error, { eventId: record.eventID, type: error.event.type });
    countFailedRecord();
    return true;
  };
  return async (record: DynamoDBRecord, context: Context): Promise<boolean> => {
    setCorrelationId(correlationIdOf(record));
    try {
      await handle(record);
      return true;
    } catch (error) {
      // If the queue does not accept it, the change is retried, and then described to the same queue by Lambda.
      const isDone = await isSetAside(error, record, context).catch(() => false);
      if (!isDone) log.error('change.failed', error, { eventId: record.eventID });
      return isDone;
    }
  };
}

const batchLog = (): MiddlewareObj<DynamoDBStreamEvent, DynamoDBBatchResponse> => ({
  before: ({ context }) => beginInvocation(context, newCorrelationId()),
  after: () => endInvocation(),
  onError: () => endInvocation(),
});

/** Reads a record of a stream. @throws Error when an attribute is malformed */
export function toRecordedChange(record: DynamoDBRecord): RecordedChange {
  const { eventID, dynamodb = {} } = record;
  const { OldImage, NewImage, ApproximateCreationDateTime = 0 } = dynamodb;
  const change: Change = {
    ...(OldImage && { before: toImage(OldImage) }),
    ...(NewImage && { after: toImage(NewImage) }),
  };
  return {
    id: String(eventID),
    change,
    occurredAt: new Date(ApproximateCreationDateTime * 1000).toISOString(),
    correlationId: correlationIdOf(record),
  };
}

/** A record without a correlation id is identified by its change, so that its logs and events have the same one. */
const correlationIdOf = ({ dynamodb, eventID }: DynamoDBRecord): string =>
  (dynamodb?.NewImage ?? dynamodb?.OldImage)?.['correlationId']?.S ?? eventID ?? newCorrelationId();

const toImage = (image: object): Image => unmarshall(image as AttributeMap);
