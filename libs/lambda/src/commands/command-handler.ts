import type { CommandContract, CommandOf, CommandResult } from '#libs/contracts';
import { beginInvocation, endInvocation, sanitizeError } from '#libs/logging';
import middy, { type MiddlewareObj } from '@middy/core';
import { log } from '../log-events.ts';
import { executeCommand, type Execute } from './execute-command.ts';

/**
 * The Lambda handler of a command that a saga calls.
 *
 * A refusal that trying again does not mend is a result, `{ outcome: 'refused', code }`, for the saga to
 * choose by. What is worth another try is thrown: an `unavailable` AppError under its code as the error's
 * name, so that a `Retry` can name it, and anything unexpected as it is.
 *
 * @example export const handler = commandHandler(ReserveStock, (command) => reserveStock(command, needs));
 */
export function commandHandler<C extends CommandContract, Result extends object>(
  contract: C,
  execute: Execute<C, Result>,
) {
  return middy<CommandOf<C>, CommandResult<Result>>()
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
