import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

interface ProcessRequest {
  readonly entryPath: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly stopTimeoutSeconds: number;
  readonly onLine: (line: string) => void;
}

/** A child process that runs in place of a container. */
export interface ContainerProcess {
  /** Resolves with the exit code, or 128 plus the signal number when a signal ended the process. */
  readonly exited: Promise<number>;
  /** Sends SIGTERM, and SIGKILL after the stop timeout of the container or the given seconds. */
  stop(withinSeconds?: number): void;
}

const GUARD = fileURLToPath(new URL('parent-guard.mjs', import.meta.url));

/** Runs a module in a Node.js process that never outlives this one. */
export function startContainer(request: ProcessRequest): ContainerProcess {
  const { entryPath, command, environment, stopTimeoutSeconds, onLine } = request;
  const child = spawn(process.execPath, ['--import', GUARD, entryPath, ...command], {
    env: { ...(process.env['PATH'] !== undefined && { PATH: process.env['PATH'] }), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine);
  }
  let killTimer: NodeJS.Timeout | undefined;
  const exited = once(child, 'close').then(
    ([code, signal]: (number | NodeJS.Signals | null)[]) => {
      clearTimeout(killTimer);
      return typeof code === 'number' ? code : 128 + constants.signals[signal as NodeJS.Signals];
    },
    (error: unknown) => {
      onLine(String(error));
      return 1;
    },
  );
  return {
    exited,
    stop(withinSeconds = stopTimeoutSeconds) {
      if (killTimer !== undefined || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      killTimer = setTimeout(() => child.kill('SIGKILL'), withinSeconds * 1000);
    },
  };
}
