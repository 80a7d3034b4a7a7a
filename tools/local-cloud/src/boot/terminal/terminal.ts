import { type Colors, colorsFor } from '../../../../workspace/src/cli/colors.ts';
import { batchedOutput } from './batched-output.ts';
import { functionLine, isMetricLine } from './function-line.ts';
import { loggedErrors } from './logged-errors.ts';

/** The output of the local cloud: one line per message. */
export interface Terminal {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  /** Shown with `--verbose` only. */
  detail(message: string): void;
  /** A line that a function or task wrote: the logger's JSON, or plain text. */
  functionLine(functionName: string, line: string): void;
}

interface Dependencies {
  write: (text: string) => void;
  isVerbose: boolean;
  colors: Colors;
}

export function createTerminal({ write, isVerbose, colors }: Dependencies): Terminal {
  const detail = (message: string) => {
    if (isVerbose) write(`${colors.dim(message)}\n`);
  };
  const isRepetition = loggedErrors();
  return {
    info: (message) => write(`${message}\n`),
    warn: (message) => write(`${colors.yellow(message)}\n`),
    error: (message) => write(`${colors.red(message)}\n`),
    detail,
    functionLine(functionName, line) {
      if (isMetricLine(line) || isRepetition(functionName, line)) detail(line);
      else write(`${functionLine(functionName, line, colors)}\n`);
    },
  };
}

/** The terminal of `npm start`. */
export const processTerminal = ({ isVerbose }: { isVerbose: boolean }): Terminal =>
  createTerminal({
    write: batchedOutput(process.stdout),
    isVerbose,
    colors: colorsFor(process.stdout),
  });

const nothing = (): void => {};

/** Prints nothing: for tests. */
export const silentTerminal: Terminal = {
  info: nothing,
  warn: nothing,
  error: nothing,
  detail: nothing,
  functionLine: nothing,
};
