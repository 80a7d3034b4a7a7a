/** Exit codes of all commands, as in sysexits.h; 1 is the general failure. */
export const ExitCode = { failure: 1, usage: 64, unavailable: 69 } as const;

interface CommandErrorOptions extends ErrorOptions {
  readonly exitCode?: number;
}

/**
 * An error that the user of a command can fix. The command prints its message without a stack trace and ends with
 * its exit code.
 */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  readonly exitCode: number;

  constructor(message: string, { exitCode = ExitCode.failure, ...options }: CommandErrorOptions = {}) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** @returns an error of the command line itself; the command prints its usage after the message */
export const usageError = (message: string, options: ErrorOptions = {}): CommandError =>
  new CommandError(message, { ...options, exitCode: ExitCode.usage });
