import { matchesPattern, type EventPattern } from '../../../../workspace/src/event-patterns/event-pattern.ts';
import type { Message } from '../messages/message.ts';
import { failedBatchIn } from './failed-batch.ts';
import type { InvokeFunction } from './invoke-function.ts';
import type { ReadRecords } from './stream-records.ts';

interface Dependencies {
  readonly readRecords: ReadRecords;
  readonly invoke: InvokeFunction;
  /** What the function's mapping lets pass; none for everything. */
  readonly getPatterns: (functionArn: string) => readonly object[];
}

/**
 * Reads the records that a message points to and has their function handle them, in the stream's order. Each goes alone:
 * what fails again holds up no other, which consumers bear, for a stream that gives a record up goes on without it too.
 *
 * @throws Error when the records are gone, or the function fails some again
 */
export async function deliverRecords(
  message: Message,
  { readRecords, invoke, getPatterns }: Dependencies,
): Promise<void> {
  const batch = failedBatchIn(message);
  const patterns = getPatterns(batch.functionArn) as readonly EventPattern[];
  const isForFunction = (record: object) =>
    patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, record));
  const records = (await readRecords(batch)).filter(isForFunction);
  const failures: (string | undefined)[] = [];
  for (const record of records) {
    const { answer, error } = await invoke(batch.functionArn, { Records: [record] });
    const reported = (answer as { batchItemFailures?: unknown[] } | null)?.batchItemFailures ?? [];
    if (error !== undefined || reported.length > 0) failures.push(error);
  }
  if (failures.length === 0) return;
  const functionName = batch.functionArn.split(':')[6];
  const errors = [...new Set(failures.filter((error) => error !== undefined))].join(', ');
  throw new Error(
    `${functionName} failed ${failures.length} of ${records.length} records again${errors && ` (${errors})`}: its log says why`,
  );
}
