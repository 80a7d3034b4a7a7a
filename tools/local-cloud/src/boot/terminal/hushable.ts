import type { Terminal } from './terminal.ts';

export interface HushableTerminal extends Terminal {
  /** Shows of functions only warnings and errors while the work lasts: a seed sets hundreds of calls in motion. */
  hushedWhile<T>(work: () => Promise<T>): Promise<T>;
}

export function hushable(terminal: Terminal): HushableTerminal {
  let isHushed = false;
  return {
    ...terminal,
    functionLine(functionName, line) {
      if (isHushed && line.includes('"level":"INFO"')) terminal.detail(line);
      else terminal.functionLine(functionName, line);
    },
    async hushedWhile(work) {
      isHushed = true;
      try {
        return await work();
      } finally {
        isHushed = false;
      }
    },
  };
}
