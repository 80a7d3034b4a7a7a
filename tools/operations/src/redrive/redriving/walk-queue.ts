import type { Message } from '../messages/message.ts';
import type { MessageQueue } from '../messages/message-queue.ts';

/** What is done on a walk through a queue. */
export interface Walk {
  readonly isSelected: (message: Message) => boolean;
  /** How many wanted ones at most. */
  readonly limit: number;
  /** Does something with wanted messages. @returns those that stay in the queue, to be shown again */
  readonly visit: (wanted: readonly Message[]) => Promise<readonly Message[]>;
  /** Ends the walk early: somebody pressed Ctrl-C, or it makes no sense to go on. */
  readonly isOver?: () => boolean;
}

export interface Walked {
  /** Messages looked at, each counted once. */
  readonly seen: number;
  readonly wanted: number;
}

/** Clocks of different machines may differ by that; what was redriven fails for minutes before it is back. */
const CLOCK_SKEW_MS = 120_000;

/**
 * Looks at each message of a queue once. All stay hidden until the end, so that none comes twice; then those that
 * stay are shown again at once, also after a failure. What arrives during the walk, such as a message that failed
 * again, is left for the next one.
 */
export async function walkQueue(
  queue: Pick<MessageQueue, 'receive' | 'release'>,
  { isSelected, limit, visit, isOver = () => false }: Walk,
  now: () => number = Date.now,
): Promise<Walked> {
  const latest = now() + CLOCK_SKEW_MS;
  const staying = new Map<string, Message>();
  const gone = new Set<string>();
  let wantedCount = 0;
  try {
    while (wantedCount < limit && !isOver()) {
      const received = await queue.receive();
      if (received.length === 0) break;
      const fresh = received.filter(
        ({ id, sentAt }) => !staying.has(id) && !gone.has(id) && sentAt.getTime() <= latest,
      );
      // A message that was hidden for so long that it came again has a new receipt handle.
      for (const message of received) if (!gone.has(message.id)) staying.set(message.id, message);
      const wanted = fresh.filter(isSelected).slice(0, limit - wantedCount);
      wantedCount += wanted.length;
      const kept = wanted.length > 0 ? await visit(wanted) : [];
      for (const message of wanted)
        if (!kept.includes(message)) {
          staying.delete(message.id);
          gone.add(message.id);
        }
    }
    return { seen: staying.size + gone.size, wanted: wantedCount };
  } finally {
    await queue.release([...staying.values()]);
  }
}
