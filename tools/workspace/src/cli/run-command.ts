import { LayerError } from '../../../build/src/layers/layer-error.ts';
import { CommandError } from './command-error.ts';

/** Errors of the AWS SDK that say more about the machine than about the call, and what to do about them. */
const advice: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'No AWS credentials found: sign in ("aws sso login") or set AWS_PROFILE.',
  ExpiredTokenException: 'The AWS session has expired: sign in again ("aws sso login").',
  ExpiredToken: 'The AWS session has expired: sign in again ("aws sso login").',
  InvalidClientTokenId: 'AWS does not know these credentials: check AWS_PROFILE or AWS_ACCESS_KEY_ID.',
  UnrecognizedClientException: 'AWS does not know these credentials: check AWS_PROFILE or AWS_ACCESS_KEY_ID.',
  AccessDeniedException: 'These AWS credentials may not do that.',
  AccessDenied: 'These AWS credentials may not do that.',
  ECONNREFUSED: 'Nothing answers at AWS_ENDPOINT_URL.',
  ENOTFOUND: 'AWS cannot be reached: check the network and --region.',
};

/**
 * Runs a command of the terminal. What it throws is printed, in plain words where the reader can mend it, and
 * makes the exit code 1.
 */
export async function runCommand(
  command: (args: readonly string[]) => Promise<void> | void,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  try {
    await command(args);
  } catch (error) {
    process.stderr.write(`${readableError(error)}\n`);
    process.exitCode = 1;
  }
}

/** @returns what to print for an error: its message, with advice where it is one of the SDK's usual ones */
export function readableError(error: unknown): string {
  if (error instanceof CommandError || error instanceof LayerError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = (error as { code?: string }).code ?? '';
  const known = advice[error.name] ?? advice[code];
  return known ? `${known} (${error.message || code})` : (error.stack ?? error.message);
}
