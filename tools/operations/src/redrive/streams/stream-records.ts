import {
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import type { FailedBatch } from './failed-batch.ts';
import type { LambdaRecord } from './lambda-record.ts';

/** Reads the records of a failed batch. @throws Error when they have expired: a stream keeps them for 24 hours */
export type ReadRecords = (batch: FailedBatch) => Promise<readonly LambdaRecord[]>;

/** A page may be empty although later ones are not. */
const EMPTY_PAGES = 5;

/** Records of DynamoDB's streams. */
export const streamRecords =
  (client: DynamoDBStreamsClient): ReadRecords =>
  async ({ streamArn, shardId, firstSequenceNumber, lastSequenceNumber }) => {
    const position = { StreamArn: streamArn, ShardId: shardId, SequenceNumber: firstSequenceNumber };
    let { ShardIterator: iterator } = await client
      .send(new GetShardIteratorCommand({ ...position, ShardIteratorType: 'AT_SEQUENCE_NUMBER' }))
      .catch(sayThatTheyAreGone);
    const found: LambdaRecord[] = [];
    let emptyPages = 0;
    const isWithin = ({ dynamodb }: StreamRecord) =>
      BigInt(dynamodb?.SequenceNumber ?? 0) <= BigInt(lastSequenceNumber);
    while (iterator !== undefined && emptyPages < EMPTY_PAGES) {
      const { Records = [], NextShardIterator } = await client
        .send(new GetRecordsCommand({ ShardIterator: iterator }))
        .catch(sayThatTheyAreGone);
      const within = Records.filter(isWithin);
      found.push(...within.map((record) => lambdaRecord(record, streamArn)));
      const hasAll = found.at(-1)?.dynamodb.SequenceNumber === lastSequenceNumber;
      if (hasAll || within.length < Records.length) break;
      emptyPages = Records.length === 0 ? emptyPages + 1 : 0;
      iterator = NextShardIterator;
    }
    if (found.at(-1)?.dynamodb.SequenceNumber !== lastSequenceNumber) throw recordsAreGone();
    return found;
  };

const recordsAreGone = (cause?: unknown) =>
  new Error(
    "its records have expired: a table's stream keeps them for 24 hours. Write each affected item again, then delete this message",
    { cause },
  );

function sayThatTheyAreGone(error: unknown): never {
  const isGone =
    error instanceof Error &&
    ['TrimmedDataAccessException', 'ResourceNotFoundException'].includes(error.name);
  throw isGone ? recordsAreGone(error) : error;
}

/** Converts dates and bytes of the SDK to seconds and base64, as in Lambda events. */
function lambdaRecord(record: StreamRecord, eventSourceARN: string): LambdaRecord {
  const { ApproximateCreationDateTime: createdAt, ...change } = record.dynamodb ?? {};
  const dynamodb = { ...change, ApproximateCreationDateTime: (createdAt?.getTime() ?? 0) / 1000 };
  return { ...record, dynamodb: asJson(dynamodb), eventSourceARN } as LambdaRecord;
}

function asJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asJson(inner)]));
}
