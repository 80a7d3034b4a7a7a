import type { DeadLetterQueue } from '../queues/dead-letter-queues.ts';

/** A queue of what failed, and how it stands. */
export interface QueueState {
  readonly deadLetterQueue: DeadLetterQueue;
  readonly count: number;
  /** Such as `3 min`; with `≥` in front where not all messages were looked at; nothing where there is none. */
  readonly oldest: string | undefined;
  /** Names of the functions that failed them. */
  readonly failedBy: readonly string[];
}

/** A table: each queue with how many dead letters it has, the age of the oldest, and who failed them. */
export function formatQueues(states: readonly QueueState[]): string[] {
  const rows = states.map(({ deadLetterQueue: { name, kind }, count, oldest = '', failedBy }) => [
    name,
    kind === 'records' ? `${count} batches of changes` : String(count),
    oldest,
    failedBy.join(', '),
  ]);
  const table = [['queue', 'dead letters', 'oldest', 'failed by'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
