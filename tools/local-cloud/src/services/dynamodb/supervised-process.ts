import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface SupervisedProcess {
  /** Resolves once the process is gone, with what it last wrote to its standard error. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

// A process that is killed with -9 cannot end its children. This shell holds the reading end of a
// pipe whose writing end only the parent has: however the parent goes, the pipe closes, and the
// shell ends the child. `wait` lets the shell go as soon as the child ends by itself.
const supervisor = `
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
{ cat <&3 >/dev/null; kill "$child"; } 2>/dev/null &
exec 3<&-
wait "$child"
`;

// Enough for any start-up failure; a child that logs for days must not fill the memory.
const KEPT_ERROR_CHARACTERS = 4_000;

/**
 * Starts a process that never outlives this one, also when this one is killed with SIGKILL.
 * Windows has no such shell: there the process is a plain child.
 *
 * @throws nothing; a command that cannot be started ends at once (see `ended`).
 */
export function superviseProcess(command: string, commandArguments: readonly string[]): SupervisedProcess {
  const child =
    process.platform === 'win32'
      ? spawn(command, commandArguments, { stdio: ['pipe', 'ignore', 'pipe'] })
      : spawn('/bin/sh', ['-c', supervisor, 'supervisor', command, ...commandArguments], {
          stdio: ['pipe', 'ignore', 'pipe'],
          // Ctrl-C in the terminal is for this process, which ends the child last.
          detached: true,
        });
  let errorOutput = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errorOutput = (errorOutput + text).slice(-KEPT_ERROR_CHARACTERS);
  });
  // Writing into a pipe whose reader has gone is no news: `exit` tells.
  child.stdin.on('error', () => undefined);
  // The pipe goes first, so that the shell's watcher ends too; `close` comes when all output was read.
  child.once('exit', () => child.stdin.destroy());
  const ended = once(child, 'close').then(
    () => errorOutput,
    (error: unknown) => String(error),
  );
  return {
    ended,
    async stop() {
      child.stdin.destroy();
      if (process.platform === 'win32') child.kill();
      await ended;
    },
  };
}
