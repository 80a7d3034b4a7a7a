import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { RedriveRequest } from '../parse-options.ts';
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

interface Dependencies {
  readonly deadLetters: MessageQueue;
  /** Delivers a message to its consumer. Resolves after the delivery is acknowledged. */
  readonly deliver: (message: Message) => Promise<void>;
  readonly print: (line: string) => void;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Returns true after an interrupt. */
  readonly isOver: () => boolean;
}

/** Processes all selected messages until it is interrupted. */
const walkOf =
  ({ deadLetters, now, isOver }: Dependencies) =>
  (walk: Walk) =>
    walkQueue(deadLetters, { isOver, ...walk }, () => now().getTime());

/**
 * Shows, redrives or deletes the messages of a dead-letter queue.
 *
 * @throws CommandError when a message could not be redriven; it stays in the dead-letter queue
 */
export function processQueue(place: Place, request: RedriveRequest, deps: Dependencies): Promise<void> {
  if (request.action === 'show') return show(place, request, deps);
  if (request.isDryRun) return printPlan(place, request, deps);
  return request.action === 'delete' ? remove(place, request, deps) : redrive(place, request, deps);
}

async function show({ service, stage, queue }: Place, request: RedriveRequest, deps: Dependencies) {
  const { deadLetters, print, now } = deps;
  const { wanted } = await walkOf(deps)({
    ...request,
    async visit(messages) {
      for (const message of messages)
        print(`${wholeMessage(message, { service, stage, isRaw: request.isRaw, now: now() })}\n`);
      return messages;
    },
  });
  const { visible } = await deadLetters.depth();
  const more = visible > wanted ? ` of ${visible}; --limit N shows more, --filter others` : '';
  print(`${queue} of ${service} in ${stage}: ${counted(wanted)} shown${more}.`);
}

async function printPlan(place: Place, request: RedriveRequest, deps: Dependencies) {
  const would = request.action === 'delete' ? 'would delete' : 'would redrive';
  const walked = await walkOf(deps)({
    ...request,
    async visit(messages) {
      for (const message of messages) deps.print(`${would} ${lineOf(message, deps.now())}`);
      return messages;
    },
  });
  deps.print(summary(place, `${would} ${walked.wanted} of ${counted(walked.seen)}`));
}

async function remove(place: Place, request: RedriveRequest, deps: Dependencies) {
  const { wanted } = await walkOf(deps)({
    ...request,
    async visit(messages) {
      for (const message of messages) {
        await deps.deadLetters.delete(message);
        deps.print(`deleted ${lineOf(message, deps.now())}`);
      }
      return [];
    },
  });
  deps.print(summary(place, `deleted ${counted(wanted)}`));
}

async function redrive(place: Place, request: RedriveRequest, deps: Dependencies) {
  const work = createRedrive(request, { ...deps, now: () => deps.now().getTime() });
  const walked = await walkOf(deps)({
    ...request,
    isOver: () => deps.isOver() || work.isHopeless(),
    visit: work.visit,
  });
  deps.print(summary(place, `redrove ${work.redriven} of ${counted(walked.seen)}`));
  if (work.failed > 0) throw new CommandError(`${counted(work.failed)} could not be redriven, see above.`);
}

const summary = ({ service, stage, queue }: Place, what: string): string =>
  `${queue} of ${service} in ${stage}: ${what}.`;

const counted = (count: number): string => `${count} dead letter${count === 1 ? '' : 's'}`;
