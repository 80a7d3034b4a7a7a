import { DeployError } from '../../../../workspace/src/cli/command-error.ts';
import type { Wish } from '../command/wish.ts';
import type { Message } from '../messages/message.ts';
import type { MessageQueue } from '../messages/message-queue.ts';
import { lineOf, wholeMessage } from '../printing/print-message.ts';
import { createRedrive } from './redrive-messages.ts';
import { walkQueue, type Walk } from './walk-queue.ts';

interface Place {
  readonly service: string;
  readonly stage: string;
  /** The queue's name. */
  readonly queue: string;
}

interface Needs {
  readonly deadLetters: MessageQueue;
  /** Hands a message to who failed it. Resolves only once it is safe there. */
  readonly deliver: (message: Message) => Promise<void>;
  readonly print: (line: string) => void;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** True once somebody wants to end it. */
  readonly isOver: () => boolean;
}

/** All messages that are meant, until somebody ends it. */
const walkOf =
  ({ deadLetters, now, isOver }: Needs) =>
  (walk: Walk) =>
    walkQueue(deadLetters, { isOver, ...walk }, () => now().getTime());

/**
 * Shows, redrives or deletes a queue's dead letters.
 *
 * @throws DeployError when a message could not be redriven; it stays where it was
 */
export function workThrough(place: Place, wish: Wish, needs: Needs): Promise<void> {
  if (wish.action === 'show') return show(place, wish, needs);
  if (wish.isDryRun) return tell(place, wish, needs);
  return wish.action === 'delete' ? remove(place, wish, needs) : redrive(place, wish, needs);
}

async function show({ service, stage, queue }: Place, wish: Wish, needs: Needs) {
  const { deadLetters, print, now } = needs;
  const { wanted } = await walkOf(needs)({
    ...wish,
    async visit(messages) {
      for (const message of messages)
        print(`${wholeMessage(message, { service, stage, isRaw: wish.isRaw, now: now() })}\n`);
      return messages;
    },
  });
  const { visible } = await deadLetters.depth();
  const more = visible > wanted ? ` of ${visible}; --limit N shows more, --filter others` : '';
  print(`${queue} of ${service} in ${stage}: ${counted(wanted)} shown${more}.`);
}

async function tell(place: Place, wish: Wish, needs: Needs) {
  const would = wish.action === 'delete' ? 'would delete' : 'would redrive';
  const walked = await walkOf(needs)({
    ...wish,
    async visit(messages) {
      for (const message of messages) needs.print(`${would} ${lineOf(message, needs.now())}`);
      return messages;
    },
  });
  needs.print(summary(place, `${would} ${walked.wanted} of ${counted(walked.seen)}`));
}

async function remove(place: Place, wish: Wish, needs: Needs) {
  const { wanted } = await walkOf(needs)({
    ...wish,
    async visit(messages) {
      for (const message of messages) {
        await needs.deadLetters.delete(message);
        needs.print(`deleted ${lineOf(message, needs.now())}`);
      }
      return [];
    },
  });
  needs.print(summary(place, `deleted ${counted(wanted)}`));
}

async function redrive(place: Place, wish: Wish, needs: Needs) {
  const work = createRedrive(wish, { ...needs, now: () => needs.now().getTime() });
  const walked = await walkOf(needs)({
    ...wish,
    isOver: () => needs.isOver() || work.isHopeless(),
    visit: work.visit,
  });
  needs.print(summary(place, `redrove ${work.redriven} of ${counted(walked.seen)}`));
  if (work.failed > 0) throw new DeployError(`${counted(work.failed)} could not be redriven, see above.`);
}

const summary = ({ service, stage, queue }: Place, what: string): string =>
  `${queue} of ${service} in ${stage}: ${what}.`;

const counted = (count: number): string => `${count} dead letter${count === 1 ? '' : 's'}`;
