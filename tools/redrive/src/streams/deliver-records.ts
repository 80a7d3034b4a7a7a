import {
  matchesPattern,
  type EventPattern,
} from '../../../local-cloud/src/event-source-mappings/event-pattern.ts';
import type { Message } from '../messages/message.ts';
import { failedBatchIn } from './failed-batch.ts';
import type { InvokeFunction } from './invoke-function.ts';
import type { ReadRecords } from './stream-records.ts';

interface Needs {
  readonly readRecords: ReadRecords;
  readonly invoke: InvokeFunction;
  /** What the function's mapping lets pass; none for everything. */
  readonly patternsOf: (functionArn: string) => readonly object[];
}

/**
 * Reads the records that a message points to and has their function handle them, as the stream would have.
 *
 * @throws Error when the records are gone, or the function fails again
 */
export async function deliverRecords(
  message: Message,
  { readRecords, invoke, patternsOf }: Needs,
): Promise<void> {
  const batch = failedBatchIn(message);
  const patterns = patternsOf(batch.functionArn) as readonly EventPattern[];
  const isForFunction = (record: object) =>
    patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, record));
  const Records = (await readRecords(batch)).filter(isForFunction);
  if (Records.length === 0) return;
  const { answer, error } = await invoke(batch.functionArn, { Records });
  const failures = (answer as { batchItemFailures?: unknown[] } | null)?.batchItemFailures ?? [];
  if (error === undefined && failures.length === 0) return;
  const functionName = batch.functionArn.split(':')[6];
  throw new Error(
    `${functionName} failed again${error === undefined ? '' : ` (${error})`}: its log says why`,
  );
}
