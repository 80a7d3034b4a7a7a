import type { CommandContract, CommandOf, CommandResult } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { measureStep } from '#libs/logging';
import { log } from '../log-events.ts';

/** Does what a command asks, and answers what the saga goes on with, if anything. */
export type Execute<C, Result extends object> = (command: CommandOf<C>) => Promise<Result | void>;

/**
 * Executes a command that came from a saga.
 *
 * @returns that it is done, or refused for a reason that trying again does not mend
 * @throws Error named by its code where another try may help, and whatever else goes wrong as it is
 */
export async function executeCommand<C extends CommandContract, Result extends object>(
  contract: C,
  execute: Execute<C, Result>,
  command: unknown,
): Promise<CommandResult<Result>> {
  if (!contract.validate(command)) throw contractViolation(contract);
  const begunAt = performance.now();
  const measured = (outcome: 'done' | 'refused' | 'failed') =>
    measureStep({ step: contract.command, outcome, milliseconds: Math.round(performance.now() - begunAt) });
  try {
    const result = await execute(command as CommandOf<C>);
    log.info('command.done', { command: contract.command });
    measured('done');
    return { outcome: 'done', ...result } as CommandResult<Result>;
  } catch (error) {
    measured(isRefusal(error) ? 'refused' : 'failed');
    return refusal(error, contract.command);
  }
}

const isRefusal = (error: unknown): boolean => error instanceof AppError && error.kind !== 'unavailable';

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
function contractViolation({ command, version, validate }: CommandContract): Error {
  const faults = (validate.errors ?? [])
    .map(({ instancePath, message }) => `${instancePath} ${message}`)
    .join('; ');
  return new Error(`Not a ${command} of version ${version}: ${faults}`);
}
