import { formatTable } from '../../../../workspace/src/cli/table.ts';
import type { DeadLetterQueue } from '../queues/dead-letter-queues.ts';

/** The state of a dead-letter queue. */
export interface QueueState {
  readonly deadLetterQueue: DeadLetterQueue;
  readonly count: number;
  /** `3 min`, or `≥ 3 min` if not all messages were read; undefined for an empty queue. */
  readonly oldest: string | undefined;
  /** The functions that failed the messages. */
  readonly failedBy: readonly string[];
}

/** @returns a table of the queues: number of messages, age of the oldest, and the functions that failed them */
export function formatQueues(states: readonly QueueState[]): string[] {
  const rows = states.map(({ deadLetterQueue: { name, kind }, count, oldest = '', failedBy }) => [
    name,
    kind === 'records' ? `${count} batches of changes` : String(count),
    oldest,
    failedBy.join(', '),
  ]);
  return formatTable([['queue', 'dead letters', 'oldest', 'failed by'], ...rows]);
}
