import type { CommandContract } from '#libs/contracts';
import type { TaskCallback } from '#libs/gateways';
import { log } from '../log-events.ts';
import { messageBatchHandler } from '../queues/message-batch-handler.ts';
import { CommandRefused, executeCommand, type Execute } from './execute-command.ts';

/** A command with the task token under which the saga waits for its result. */
interface AwaitedCommand {
  readonly taskToken: string;
  readonly command?: { readonly correlationId?: unknown };
}

/**
 * Creates the Lambda handler of a queue through which a saga sends commands (`sqs:sendMessage.waitForTaskToken`). Results
 * and refusals are returned to the saga; failed commands are delivered again. A saga that times out may send the same
 * command again, so `execute` must be idempotent.
 *
 * @param callback  returns results to the waiting saga
 * @example export const handler = commandQueueHandler(CancelShipments, (command) => cancelShipments(command, deps), taskCallback());
 */
export const commandQueueHandler = <C extends CommandContract, Result extends object>(
  contract: C,
  execute: Execute<C, Result>,
  callback: TaskCallback,
) => {
  const refuse = async (error: unknown, taskToken: string): Promise<boolean> => {
    if (!(error instanceof CommandRefused)) throw error;
    return callback.fail(taskToken, error);
  };
  return messageBatchHandler<AwaitedCommand>({
    noun: 'command',
    getCorrelationId: ({ command }) => command?.correlationId,
    async consume({ taskToken, command }) {
      const isAwaited = await executeCommand(contract, execute, command).then(
        (result) => callback.succeed(taskToken, result),
        (error: unknown) => refuse(error, taskToken),
      );
      if (!isAwaited) log.info('command.not-awaited', { command: contract.command });
    },
  });
};
