import { COMMAND_REFUSED, type CommandContract, type CommandOf, type Refusal } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { recordStep } from '#libs/logging';
import { log } from '../log-events.ts';

/** Executes a command. The returned fields, if any, are its result. */
export type Execute<C, Result extends object> = (command: CommandOf<C>) => Promise<Result | void>;

/** Thrown for a command that failed with an error that a retry does not fix. Its message is the refusal as JSON. */
export class CommandRefused extends Error {
  override readonly name = COMMAND_REFUSED;

  constructor({ code, detail }: AppError) {
    const refusal: Refusal = { code, ...(detail !== undefined && { detail }) };
    super(JSON.stringify(refusal));
  }
}

/**
 * Validates and executes a command of a saga, and records its outcome and duration.
 *
 * @returns the result; empty if the command has none
 * @throws CommandRefused for an AppError that a retry does not fix
 * @throws Error named by the error code, for an `unavailable` AppError; every other error unchanged
 */
export async function executeCommand<C extends CommandContract, Result extends object>(
  contract: C,
  execute: Execute<C, Result>,
  command: unknown,
): Promise<Result | object> {
  if (!contract.validate(command)) throw contractViolation(contract);
  const startedAt = performance.now();
  const record = (outcome: 'done' | 'refused' | 'failed') =>
    recordStep({ step: contract.command, outcome, milliseconds: Math.round(performance.now() - startedAt) });
  try {
    const result = await execute(command as CommandOf<C>);
    log.info('command.done', { command: contract.command });
    record('done');
    return result ?? {};
  } catch (error) {
    record(isRefusal(error) ? 'refused' : 'failed');
    throw toStepError(error, contract.command);
  }
}

const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && error.kind !== 'unavailable';

function toStepError(error: unknown, command: string): unknown {
  if (isRefusal(error)) {
    log.info('command.refused', { command, code: error.code });
    return new CommandRefused(error);
  }
  if (!(error instanceof AppError)) return error;
  return Object.assign(new Error(error.message, { cause: error }), { name: error.code });
}

// A caller that violates the contract has a bug, so this is an unexpected error that the error metric counts.
function contractViolation({ command, version, validate }: CommandContract): Error {
  const violations = (validate.errors ?? [])
    .map(({ instancePath, message }) => `${instancePath} ${message}`)
    .join('; ');
  return new Error(`Invalid ${command} command (version ${version}): ${violations}`);
}
