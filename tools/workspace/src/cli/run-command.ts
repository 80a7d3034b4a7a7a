import { parseArguments, type Arguments, type Options } from './arguments.ts';
import { CommandError, ExitCode } from './command-error.ts';
import { helpText, usageLine, type CommandDescription } from './usage.ts';

/** A command of the terminal. */
export interface Command<O extends Options> extends CommandDescription {
  readonly options: O;
  /** Skips options of other commands, which Nx forwards to the targets that a target depends on. */
  readonly ignoreUnknownOptions?: boolean;
  run(args: Arguments<O>): Promise<void> | void;
}

/** Advice for errors of the AWS SDK that concern the machine rather than the call. */
const advice: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'No AWS credentials found. Sign in ("aws sso login") or set AWS_PROFILE.',
  ExpiredTokenException: 'The AWS session has expired. Sign in again ("aws sso login").',
  ExpiredToken: 'The AWS session has expired. Sign in again ("aws sso login").',
  InvalidClientTokenId: 'The AWS credentials are invalid. Check AWS_PROFILE or AWS_ACCESS_KEY_ID.',
  UnrecognizedClientException: 'The AWS credentials are invalid. Check AWS_PROFILE or AWS_ACCESS_KEY_ID.',
  AccessDeniedException: 'The AWS credentials do not allow this call.',
  AccessDenied: 'The AWS credentials do not allow this call.',
  ECONNREFUSED: 'No server responds at AWS_ENDPOINT_URL.',
  ENOTFOUND: 'AWS is not reachable. Check the network and --region.',
};

/**
 * Runs a command: parses its arguments, prints its usage for `--help`, and prints an error that it throws. The exit
 * code is 64 for an invalid command line, that of a CommandError, or 1.
 */
export async function runCommand<const O extends Options>(
  command: Command<O>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${helpText(command)}\n`);
    return;
  }
  try {
    await command.run(
      parseArguments(args, command.options, { ignoreUnknown: command.ignoreUnknownOptions ?? false }),
    );
  } catch (error) {
    const exitCode = error instanceof CommandError ? error.exitCode : ExitCode.failure;
    const usage = exitCode === ExitCode.usage ? `${usageLine(command)}\n` : '';
    process.stderr.write(`${readableError(error)}\n${usage}`);
    process.exitCode = exitCode;
  }
}

/** @returns what to print for an error: its message, advice for common errors of the AWS SDK, or else its stack */
export function readableError(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = (error as { code?: string }).code ?? '';
  const known = advice[error.name] ?? advice[code];
  return known ? `${known} (${error.message || code})` : (error.stack ?? error.message);
}
