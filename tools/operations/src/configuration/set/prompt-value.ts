import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';

/**
 * @param isAgreed  by `--yes`
 * @returns what asks at the terminal; where nobody sits there it throws instead
 */
export const terminalConfirmation =
  (isAgreed: boolean) =>
  async (question: string): Promise<boolean> => {
    if (isAgreed) return true;
    if (!process.stdin.isTTY) throw new CommandError(`${question} Nobody is there to answer: pass --yes.`);
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
    } finally {
      terminal.close();
    }
  };

/** @returns what is piped in, without the last line break */
export async function pipedValue(name: string): Promise<string> {
  if (process.stdin.isTTY)
    throw new CommandError(
      `Which value? Write it behind ${name}, or pipe it in: printf %s VALUE | npx nx config …`,
    );
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}
