import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface SupervisedProcess {
  /** Resolves when the process has ended, with the end of its standard error output. */
  readonly ended: Promise<string>;
  /** Ends the process with SIGKILL, as a failure of the machine does. */
  kill(): void;
  stop(): Promise<void>;
}

// A process killed with SIGKILL cannot stop its children. This shell reads from a pipe that only the
// parent writes to: when the parent ends for any reason, the pipe closes and the shell stops the
// child. `wait` ends the shell as soon as the child exits by itself.
const supervisor = `
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
{ cat <&3 >/dev/null; kill "$child"; } 2>/dev/null &
exec 3<&-
wait "$child"
`;

// Enough for a startup failure; a child that logs for days must not fill the memory.
const MAX_ERROR_OUTPUT_LENGTH = 4_000;

/**
 * Starts a process that never outlives this one, even when this one is killed with SIGKILL.
 * On Windows, which has no such shell, it is a plain child process.
 *
 * @throws nothing; for a command that cannot be started, `ended` resolves immediately.
 */
export function superviseProcess(command: string, commandArguments: readonly string[]): SupervisedProcess {
  const child =
    process.platform === 'win32'
      ? spawn(command, commandArguments, { stdio: ['pipe', 'ignore', 'pipe'] })
      : spawn('/bin/sh', ['-c', supervisor, 'supervisor', command, ...commandArguments], {
          stdio: ['pipe', 'ignore', 'pipe'],
          // Ctrl-C in the terminal reaches only this process, which stops the child last.
          detached: true,
        });
  let errorOutput = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errorOutput = (errorOutput + text).slice(-MAX_ERROR_OUTPUT_LENGTH);
  });
  // An error when writing to a closed pipe can be ignored; `exit` reports the end of the process.
  child.stdin.on('error', () => undefined);
  // Closing the pipe also ends the watcher of the shell; `close` is emitted after all output was read.
  child.once('exit', () => child.stdin.destroy());
  const ended = once(child, 'close').then(
    () => errorOutput,
    (error: unknown) => String(error),
  );
  return {
    ended,
    kill() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      // The shell, its watcher and the process are one process group.
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    },
    async stop() {
      child.stdin.destroy();
      if (process.platform === 'win32') child.kill();
      await ended;
    },
  };
}
