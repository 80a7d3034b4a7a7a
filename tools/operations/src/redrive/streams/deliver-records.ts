import { matchesPattern, type EventPattern } from '../../../../workspace/src/event-patterns/event-pattern.ts';
import type { Message } from '../messages/message.ts';
import { failedBatchIn, rejectedRecordsIn } from './failed-batch.ts';
import type { InvokeFunction } from './invoke-function.ts';
import type { ReadRecords } from './records-reader.ts';

interface Dependencies {
  readonly readRecords: ReadRecords;
  readonly invoke: InvokeFunction;
  /** The event filter patterns of the function; empty for no filter. */
  readonly getPatterns: (functionArn: string) => readonly object[];
}

/**
 * Reads the records that a message contains or refers to, and invokes their function with each one, in stream order. A record that
 * fails again does not block the others; consumers tolerate this, because a stream also skips abandoned records.
 *
 * @throws Error when the records are gone, or the function fails some again
 */
export async function deliverRecords(
  message: Message,
  { readRecords, invoke, getPatterns }: Dependencies,
): Promise<void> {
  const { functionArn, records: all } =
    rejectedRecordsIn(message) ?? (await readFailedBatch(message, readRecords));
  const patterns = getPatterns(functionArn) as readonly EventPattern[];
  const isForFunction = (record: object) =>
    patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, record));
  const records = all.filter(isForFunction);
  const failures: (string | undefined)[] = [];
  for (const record of records) {
    const { answer, error } = await invoke(functionArn, { Records: [record] });
    const reported = (answer as { batchItemFailures?: unknown[] } | null)?.batchItemFailures ?? [];
    if (error !== undefined || reported.length > 0) failures.push(error);
  }
  if (failures.length === 0) return;
  const functionName = functionArn.split(':')[6];
  const errors = [...new Set(failures.filter((error) => error !== undefined))].join(', ');
  throw new Error(
    `${functionName} failed ${failures.length} of ${records.length} records again${errors && ` (${errors})`}: its log says why`,
  );
}

async function readFailedBatch(message: Message, readRecords: ReadRecords) {
  const batch = failedBatchIn(message);
  return { functionArn: batch.functionArn, records: await readRecords(batch) };
}
