import { formatMessages, type BuildFailure } from 'esbuild';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/** Formats the error of a failed build for the author of the service: file, line and reason. */
export async function formatBuildError(error: unknown): Promise<string> {
  if (error instanceof CommandError) return `${error.message}\n`;
  if (!isBuildFailure(error)) return `${(error as Error).stack}\n`;
  return (await formatMessages(error.errors, { kind: 'error', color: process.stderr.isTTY })).join('');
}

const isBuildFailure = (error: unknown): error is BuildFailure =>
  Array.isArray((error as Partial<BuildFailure>).errors);
