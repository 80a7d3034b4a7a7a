import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';

/**
 * @param isAgreed  by `--yes`
 * @returns a function that asks at the terminal; without a terminal it throws
 */
export const terminalConfirmation =
  (isAgreed: boolean) =>
  async (question: string): Promise<boolean> => {
    if (isAgreed) return true;
    if (!process.stdin.isTTY)
      throw new CommandError(`${question} Standard input is not a terminal. Pass --yes.`);
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
    } finally {
      terminal.close();
    }
  };

/** @returns the piped input, without the last line break */
export async function pipedValue(name: string): Promise<string> {
  if (process.stdin.isTTY)
    throw new CommandError(
      `Missing required argument VALUE. Pass it after ${name}, or pipe it in: printf %s VALUE | npm run -s config -- …`,
    );
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}
