import type { CommandContract } from '#libs/contracts';
import type { TaskCallback } from '#libs/gateways';
import { log } from '../log-events.ts';
import { messageBatchHandler } from '../queues/message-batch-handler.ts';
import { executeCommand, type Execute } from './execute-command.ts';

/** A command with the task token under which the saga waits for its result. */
interface AwaitedCommand {
  readonly taskToken: string;
  readonly command?: { readonly correlationId?: unknown };
}

/**
 * Creates the Lambda handler of a queue through which a saga sends commands (`sqs:sendMessage.waitForTaskToken`). Done and
 * refused results are returned to the saga; failed commands are delivered again. A saga that times out may send the same
 * command again, so `execute` must be idempotent.
 *
 * @param callback  returns results to the waiting saga
 * @example export const handler = commandQueueHandler(CancelShipments, (command) => cancelShipments(command, deps), taskCallback());
 */
export const commandQueueHandler = <C extends CommandContract, Result extends object>(
  contract: C,
  execute: Execute<C, Result>,
  callback: TaskCallback,
) =>
  messageBatchHandler<AwaitedCommand>({
    noun: 'command',
    getCorrelationId: ({ command }) => command?.correlationId,
    async consume({ taskToken, command }) {
      const result = await executeCommand(contract, execute, command);
      const isAwaited = await callback.succeed(taskToken, result);
      if (!isAwaited) log.info('command.not-awaited', { command: contract.command });
    },
  });
