import type { Message } from '../messages/message.ts';
import type { MessageQueue } from '../messages/message-queue.ts';
import { createPace } from './pace.ts';

interface Dependencies {
  readonly deadLetters: Pick<MessageQueue, 'delete'>;
  /** Delivers a message to its consumer. Resolves after the delivery is acknowledged. */
  readonly deliver: (message: Message) => Promise<void>;
  readonly print: (line: string) => void;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface Redrive {
  /** @returns those that stay in the dead-letter queue */
  visit(wanted: readonly Message[]): Promise<readonly Message[]>;
  readonly redriven: number;
  readonly failed: number;
  /** Too many deliveries failed to continue. */
  isHopeless(): boolean;
}

/** Deliveries in parallel: as many messages as SQS returns at once. */
const SIDE_BY_SIDE = 10;
const HOPELESS_FAILURES = 10;

/** Deletes a message from the dead-letter queue only after its delivery was acknowledged, and delivers it once. */
export function createRedrive(
  { perSecond }: { readonly perSecond: number },
  { deadLetters, deliver, print, now, pause }: Dependencies,
): Redrive {
  const pace = createPace(perSecond, { now, pause });
  let redriven = 0;
  let failed = 0;

  async function redriveOne(message: Message): Promise<readonly Message[]> {
    try {
      await deliver(message);
    } catch (error) {
      failed++;
      print(`${message.id} stays: ${(error as Error).message}`);
      return [message];
    }
    redriven++;
    try {
      await deadLetters.delete(message);
    } catch (error) {
      // Keep it hidden, because the next redrive would deliver it again.
      failed++;
      print(
        `${message.id} was delivered but is still there (${(error as Error).message}). Remove it: ${removal(message)}`,
      );
    }
    return [];
  }

  return {
    async visit(wanted) {
      const staying: Message[] = [];
      const size = Math.max(1, Math.min(SIDE_BY_SIDE, Math.floor(perSecond)));
      for (let first = 0; first < wanted.length; first += size) {
        const batch = wanted.slice(first, first + size);
        await pace(batch.length);
        staying.push(...(await Promise.all(batch.map(redriveOne))).flat());
      }
      return staying;
    },
    get redriven() {
      return redriven;
    },
    get failed() {
      return failed;
    },
    isHopeless: () => redriven === 0 && failed >= HOPELESS_FAILURES,
  };
}

const removal = ({ id }: Message): string => `--delete --id ${id}`;
