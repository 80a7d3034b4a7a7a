import type { CommandContract, CommandOf, CommandResult } from '#libs/contracts';
import { beginInvocation, endInvocation, sanitizeError } from '#libs/logging';
import middy, { type MiddlewareObj } from '@middy/core';
import { log } from '../log-events.ts';
import { executeCommand, type Execute } from './execute-command.ts';
import { timeLimit } from '../time-limit.ts';

/**
 * Creates the Lambda handler of a command that a saga invokes.
 *
 * An AppError that a retry does not fix becomes the result `{ outcome: 'refused', code }`, from which the saga chooses its
 * next step. An `unavailable` AppError is thrown with its code as the error name, so that a `Retry` in the state machine
 * can match it. Unexpected errors are thrown sanitized.
 *
 * @param contract  the command's contract; a command that violates it is an unexpected error
 * @example export const handler = commandHandler(ReserveStock, (command) => reserveStock(command, deps));
 */
export function commandHandler<C extends CommandContract, Result extends object>(
  contract: C,
  execute: Execute<C, Result>,
) {
  return middy<CommandOf<C>, CommandResult<Result>>(timeLimit)
    .use(commandLog(contract.command))
    .handler((command) => executeCommand(contract, execute, command));
}

const commandLog = (command: string): MiddlewareObj => ({
  before: ({ event, context }) => {
    const { correlationId } = (event ?? {}) as { correlationId?: string };
    beginInvocation(context, correlationId ?? context.awsRequestId);
  },
  after: () => endInvocation(),
  onError: (request) => {
    log.error('command.failed', request.error, { command });
    request.error = sanitizeError(request.error);
    endInvocation();
  },
});
