import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** The system as `npm start` runs it, in a separate process. */
export interface StartedSystem {
  readonly apiUrl: string;
  readonly endpointUrl: string;
  /** Empty with the flag `--no-console`. */
  readonly consoleUrl: string;
  /** Time from the start of the process to its line `ready`. */
  readonly readyMilliseconds: number;
  readonly pid: number;
  /** Stops it as Ctrl-C does. */
  stop(): Promise<void>;
  /** Kills the process with `kill -9`; its children must end by themselves. */
  kill(): Promise<void>;
}

// The first start packages all services.
const START_LIMIT_MILLISECONDS = 300_000;

/**
 * Starts the system on free ports with a state folder of its own.
 *
 * @throws Error with the output if it ends or is not ready after five minutes
 */
export async function startSystem(
  stateFolder: string,
  flags: readonly string[] = [],
): Promise<StartedSystem> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['tools/local-cloud/src/boot/main.ts', ...flags], {
    cwd: workspaceRoot,
    env: { ...process.env, PORT: '0', CLOUD_PORT: '0', CONSOLE_PORT: '0', STATE_FOLDER: stateFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const urls = await ready(child, { hasConsole: !flags.includes('--no-console') });
  return {
    ...urls,
    readyMilliseconds: performance.now() - startedAt,
    pid: child.pid ?? 0,
    stop: () => end(child, 'SIGINT'),
    kill: () => end(child, 'SIGKILL'),
  };
}

/** @returns the URLs that it prints when it is ready */
function ready(
  child: ChildProcess,
  { hasConsole }: { hasConsole: boolean },
): Promise<Pick<StartedSystem, 'apiUrl' | 'endpointUrl' | 'consoleUrl'>> {
  return new Promise((done, reject) => {
    let printed = '';
    // oxlint-disable-next-line no-restricted-globals -- a limit that a working system never reaches
    const limit = setTimeout(
      () => reject(new Error(`Not ready in time:\n${printed}`)),
      START_LIMIT_MILLISECONDS,
    );
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const [, apiUrl] = /^.*ready (http\S+)\s/m.exec(printed) ?? [];
      const [, endpointUrl] = /^.*AWS endpoint (http\S+)\s/m.exec(printed) ?? [];
      const [, consoleUrl = hasConsole ? undefined : ''] = /^.*console (http\S+)\s/m.exec(printed) ?? [];
      if (apiUrl === undefined || endpointUrl === undefined || consoleUrl === undefined) return;
      clearTimeout(limit);
      done({ apiUrl, endpointUrl, consoleUrl });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`The process ended with ${code} before it was ready:\n${printed}`)),
    );
  });
}

async function end(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
