import type { SqsQueue, SqsStore } from '../emulator/fauxqs.ts';

/** Returns the queues whose dead-letter queue is the given one, sorted by name. */
export function getSourceQueues(
  sqsStore: Pick<SqsStore, 'allQueues'>,
  deadLetterQueue: Pick<SqsQueue, 'arn'>,
): SqsQueue[] {
  return [...sqsStore.allQueues()]
    .filter(({ attributes }) => deadLetterArn(attributes['RedrivePolicy']) === deadLetterQueue.arn)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

const deadLetterArn = (redrivePolicy: string | undefined): string | undefined =>
  redrivePolicy
    ? (JSON.parse(redrivePolicy) as { readonly deadLetterTargetArn?: string }).deadLetterTargetArn
    : undefined;
