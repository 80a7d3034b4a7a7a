import type { MessageQueue } from '../messages/message-queue.ts';
import { ageText } from '../printing/age.ts';
import type { QueueState } from '../printing/print-queues.ts';
import type { DeployedService } from '../queues/deployed-service.ts';
import { walkQueue } from './walk-queue.ts';

interface Dependencies {
  readonly openQueue: (logicalId: string) => MessageQueue;
  readonly now: () => Date;
}

/** SQS returns messages in no order, so with more messages than this the age is a lower bound. */
const LOOKED_AT = 100;

/** @returns the state of each dead-letter queue of a service */
export const listQueues = (
  service: DeployedService,
  { openQueue, now }: Dependencies,
): Promise<QueueState[]> =>
  Promise.all(
    service.deadLetterQueues.map(async (deadLetterQueue) => {
      const queue = openQueue(deadLetterQueue.deadLetterQueue);
      const { visible, hidden } = await queue.depth();
      return {
        deadLetterQueue,
        count: visible + hidden,
        oldest: visible > 0 ? await oldestIn(queue, visible, now) : undefined,
        failedBy: deadLetterQueue.consumers.map(service.functionKey),
      };
    }),
  );

async function oldestIn(queue: MessageQueue, count: number, now: () => Date): Promise<string | undefined> {
  let oldest: Date | undefined;
  const { seen } = await walkQueue(queue, {
    isSelected: () => true,
    limit: LOOKED_AT,
    async visit(messages) {
      for (const { sentAt } of messages) if (oldest === undefined || sentAt < oldest) oldest = sentAt;
      return messages;
    },
  });
  return oldest && `${seen < count ? '≥ ' : ''}${ageText(oldest, now())}`;
}
