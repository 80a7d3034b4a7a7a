import type { Message } from '../messages/message.ts';
import type { MessageQueue } from '../messages/message-queue.ts';

/** How to process the messages of a queue. */
export interface Walk {
  readonly isSelected: (message: Message) => boolean;
  /** The maximum number of selected messages. */
  readonly limit: number;
  /** Processes selected messages. @returns those that stay in the queue */
  readonly visit: (wanted: readonly Message[]) => Promise<readonly Message[]>;
  /** Returns true to stop early: after Ctrl-C, or after too many failures. */
  readonly isOver?: () => boolean;
}

export interface Walked {
  /** The number of messages read, each counted once. */
  readonly seen: number;
  readonly wanted: number;
}

/** Tolerance for different clocks. A redriven message takes minutes to fail and return. */
const CLOCK_SKEW_MS = 120_000;

/**
 * Reads each message of a queue once. All stay hidden until the end, so that none is read twice; then the remaining ones
 * become visible at once, also after a failure. Messages that arrive meanwhile, such as one that failed again, are skipped.
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
