import { formatMessages, type BuildFailure } from 'esbuild';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/** @returns what the author of a service needs to read when its build failed: file, line and reason */
export async function readableFailure(error: unknown): Promise<string> {
  if (error instanceof CommandError) return `${error.message}\n`;
  if (!isBuildFailure(error)) return `${(error as Error).stack}\n`;
  return (await formatMessages(error.errors, { kind: 'error', color: process.stderr.isTTY })).join('');
}

const isBuildFailure = (error: unknown): error is BuildFailure =>
  Array.isArray((error as Partial<BuildFailure>).errors);
