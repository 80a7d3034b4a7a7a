import { AppError } from '#libs/errors';
import type { CommandContract, CommandOf, CommandResult } from '#libs/contracts';
import { beginInvocation, endInvocation, log } from '#libs/logging';
import middy, { type MiddlewareObj } from '@middy/core';

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
  execute: (command: CommandOf<C>) => Promise<Result | void>,
) {
  return middy<CommandOf<C>, CommandResult<Result>>()
    .use(commandLog(contract.command))
    .handler(async (command) => {
      if (!contract.validate(command)) throw misfit(contract);
      try {
        const result = await execute(command);
        log.info('command.done', { command: contract.command });
        return { outcome: 'done', ...result } as CommandResult<Result>;
      } catch (error) {
        return refusal(error, contract.command);
      }
    });
}

const commandLog = (command: string): MiddlewareObj => ({
  before: ({ event, context }) => {
    const { correlationId } = (event ?? {}) as { correlationId?: string };
    beginInvocation(context, correlationId ?? context.awsRequestId);
  },
  after: () => endInvocation(),
  onError: ({ error }) => {
    log.error('command.failed', error, { command });
    endInvocation();
  },
});

function refusal(error: unknown, command: string): CommandResult<never> {
  if (!(error instanceof AppError)) throw error;
  if (error.kind === 'unavailable')
    throw Object.assign(new Error(error.message, { cause: error }), { name: error.code });
  log.info('command.refused', { command, code: error.code });
  return {
    outcome: 'refused',
    code: error.code,
    ...(error.detail !== undefined && { detail: error.detail }),
  };
}

// A caller that sends what the contract forbids is a fault in code, not a business case: it moves the error metric.
function misfit({ command, version, validate }: CommandContract): Error {
  const faults = (validate.errors ?? [])
    .map(({ instancePath, message }) => `${instancePath} ${message}`)
    .join('; ');
  return new Error(`Not a ${command} of version ${version}: ${faults}`);
}
