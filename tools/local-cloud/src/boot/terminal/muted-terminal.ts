import type { Terminal } from './terminal.ts';

export interface MutedTerminal extends Terminal {
  /** Hides INFO lines of functions while the work runs: seeding causes hundreds of calls. */
  muteWhile<T>(work: () => Promise<T>): Promise<T>;
}

export function mutedTerminal(terminal: Terminal): MutedTerminal {
  let isMuted = false;
  return {
    ...terminal,
    functionLine(functionName, line) {
      if (isMuted && line.includes('"level":"INFO"')) terminal.detail(line);
      else terminal.functionLine(functionName, line);
    },
    async muteWhile(work) {
      isMuted = true;
      try {
        return await work();
      } finally {
        isMuted = false;
      }
    },
  };
}
