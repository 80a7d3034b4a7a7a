import type { CommandContract } from '#libs/contracts';
import type { TaskCallback } from '#libs/gateways';
import { log } from '../log-events.ts';
import { messageBatchHandler } from '../queues/message-batch-handler.ts';
import { executeCommand, type Execute } from './execute-command.ts';

/** How a saga sends a command to a queue: with the token under which it waits for the result. */
interface AwaitedCommand {
  readonly taskToken: string;
  readonly command?: { readonly correlationId?: unknown };
}

/**
 * The Lambda handler of a queue through which a saga sends commands (`sqs:sendMessage.waitForTaskToken`). Done or
 * refused, the saga is told; a failure is worth another try, so the message comes again. The saga may send a command
 * again too when it waited too long: `execute` must bear repetition.
 *
 * @param reply  hands results to waiting sagas
 * @example export const handler = commandQueueHandler(CancelShipments, (command) => cancelShipments(command, needs), taskReply());
 */
export const commandQueueHandler = <C extends CommandContract, Result extends object>(
  contract: C,
  execute: Execute<C, Result>,
  reply: TaskCallback,
) =>
  messageBatchHandler<AwaitedCommand>({
    noun: 'command',
    getCorrelationId: ({ command }) => command?.correlationId,
    async consume({ taskToken, command }) {
      const result = await executeCommand(contract, execute, command);
      const isAwaited = await reply.succeed(taskToken, result);
      if (!isAwaited) log.info('command.not-awaited', { command: contract.command });
    },
  });
