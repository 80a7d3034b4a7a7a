import type { CommandContract, CommandOf, CommandResult } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { recordStep } from '#libs/logging';
import { log } from '../log-events.ts';

/** Executes a command. The returned fields, if any, become part of the result. */
export type Execute<C, Result extends object> = (command: CommandOf<C>) => Promise<Result | void>;

/**
 * Validates and executes a command of a saga, and records its outcome and duration.
 *
 * @returns a done result, or a refused result for an AppError that a retry does not fix
 * @throws Error named by the error code, for an `unavailable` AppError; every other error unchanged
 */
export async function executeCommand<C extends CommandContract, Result extends object>(
  contract: C,
  execute: Execute<C, Result>,
  command: unknown,
): Promise<CommandResult<Result>> {
  if (!contract.validate(command)) throw contractViolation(contract);
  const startedAt = performance.now();
  const record = (outcome: 'done' | 'refused' | 'failed') =>
    recordStep({ step: contract.command, outcome, milliseconds: Math.round(performance.now() - startedAt) });
  try {
    const result = await execute(command as CommandOf<C>);
    log.info('command.done', { command: contract.command });
    record('done');
    return { outcome: 'done', ...result } as CommandResult<Result>;
  } catch (error) {
    record(isRefusal(error) ? 'refused' : 'failed');
    return toRefusal(error, contract.command);
  }
}

const isRefusal = (error: unknown): boolean => error instanceof AppError && error.kind !== 'unavailable';

function toRefusal(error: unknown, command: string): CommandResult<never> {
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

// A caller that violates the contract has a bug, so this is an unexpected error that the error metric counts.
function contractViolation({ command, version, validate }: CommandContract): Error {
  const violations = (validate.errors ?? [])
    .map(({ instancePath, message }) => `${instancePath} ${message}`)
    .join('; ');
  return new Error(`Invalid ${command} command (version ${version}): ${violations}`);
}
