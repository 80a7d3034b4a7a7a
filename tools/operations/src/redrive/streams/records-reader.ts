import type { FailedBatch } from './failed-batch.ts';
import type { LambdaRecord } from './lambda-record.ts';

/** Reads the records of a failed batch. @throws Error when they have expired: a stream keeps them for 24 hours */
export type ReadRecords = (batch: FailedBatch) => Promise<readonly LambdaRecord[]>;

/** The two calls of DynamoDB Streams that a reader makes. */
export interface StreamPages {
  /** Returns the iterator at the first record of a batch. */
  openAt(batch: FailedBatch): Promise<string | undefined>;
  read(
    iterator: string,
    streamArn: string,
  ): Promise<{ readonly records: readonly LambdaRecord[]; readonly next: string | undefined }>;
}

/** A page may be empty although later ones are not. */
const EMPTY_PAGES = 5;

/** Reads from the first record of a batch to the last. */
export const recordsReader =
  ({ openAt, read }: StreamPages): ReadRecords =>
  async (batch) => {
    const { streamArn, lastSequenceNumber } = batch;
    let iterator = await openAt(batch).catch(sayThatTheyAreGone);
    const found: LambdaRecord[] = [];
    let emptyPages = 0;
    const isWithin = ({ dynamodb }: LambdaRecord) =>
      BigInt(dynamodb.SequenceNumber) <= BigInt(lastSequenceNumber);
    while (iterator !== undefined && emptyPages < EMPTY_PAGES) {
      const { records, next } = await read(iterator, streamArn).catch(sayThatTheyAreGone);
      const within = records.filter(isWithin);
      found.push(...within);
      const hasAll = found.at(-1)?.dynamodb.SequenceNumber === lastSequenceNumber;
      if (hasAll || within.length < records.length) break;
      emptyPages = records.length === 0 ? emptyPages + 1 : 0;
      iterator = next;
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
  // The console's errors have the name of AWS as their code.
  const { name, code } = error as { readonly name?: string; readonly code?: string };
  const isGone = ['TrimmedDataAccessException', 'ResourceNotFoundException'].includes(code ?? name ?? '');
  throw isGone ? recordsAreGone(error) : error;
}
