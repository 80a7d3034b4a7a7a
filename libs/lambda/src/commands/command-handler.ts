import type { CommandContract, CommandOf } from '#libs/contracts';
import { beginInvocation, countRefusedCommand, endInvocation, sanitizeError } from '#libs/logging';
import middy, { type MiddlewareObj } from '@middy/core';
import { log } from '../log-events.ts';
import { CommandRefused, executeCommand, type Execute } from './execute-command.ts';
import { timeLimit } from '../time-limit.ts';

/**
 * Creates the Lambda handler of a command that a saga invokes.
 *
 * An AppError that a retry does not fix is thrown as {@link CommandRefused}, which the state machine catches. Lambda counts
 * it as an error, so the handler counts it too, and the function's error alarm subtracts it. An `unavailable` AppError is
 * thrown with its code as the error name, so that a `Retry` in the state machine can match it. Unexpected errors are thrown
 * sanitized.
 *
 * @param contract  the command's contract; a command that violates it is an unexpected error
 * @example export const handler = commandHandler(ReserveStock, (command) => reserveStock(command, deps));
 */
export function commandHandler<C extends CommandContract, Result extends object>(
  contract: C,
  execute: Execute<C, Result>,
) {
  return middy<CommandOf<C>, Result | object>(timeLimit)
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
    if (request.error instanceof CommandRefused) countRefusedCommand();
    else log.error('command.failed', request.error, { command });
    request.error = sanitizeError(request.error);
    endInvocation();
  },
});
