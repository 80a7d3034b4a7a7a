import type { Message } from '../../../../../../operations/src/redrive/messages/message.ts';
import type { MessageQueue } from '../../../../../../operations/src/redrive/messages/message-queue.ts';
import { walkQueue } from '../../../../../../operations/src/redrive/redriving/walk-queue.ts';

/** Receives up to `limit` messages and makes them visible again at once: they stay in the queue. */
export async function readMessages(
  queue: Pick<MessageQueue, 'receive' | 'release'>,
  limit: number,
): Promise<readonly Message[]> {
  const found: Message[] = [];
  await walkQueue(queue, {
    limit,
    isSelected: () => true,
    async visit(messages) {
      found.push(...messages);
      return messages;
    },
  });
  return found;
}
