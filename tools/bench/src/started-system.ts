import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

export const workspaceFolder = resolve(import.meta.dirname, '../../..');

/** The system as `npm start` runs it, as a process of its own. */
export interface StartedSystem {
  readonly apiUrl: string;
  readonly endpointUrl: string;
  /** From the start of the process to its line `ready`. */
  readonly readyMilliseconds: number;
  readonly pid: number;
  stop(): Promise<void>;
}

// The very first start packages every service.
const START_LIMIT_MILLISECONDS = 300_000;

/**
 * Starts the system on free ports with a state folder of its own.
 *
 * @throws Error with what it printed where it ends or says nothing for five minutes
 */
export async function startSystem(
  stateFolder: string,
  flags: readonly string[] = [],
): Promise<StartedSystem> {
  const [port, cloudPort] = [await freePort(), await freePort()];
  const startedAt = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', ...flags], {
    cwd: workspaceFolder,
    env: { ...process.env, PORT: String(port), CLOUD_PORT: String(cloudPort), STATE_FOLDER: stateFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  await ready(child);
  return {
    apiUrl: `http://localhost:${port}`,
    endpointUrl: `http://127.0.0.1:${cloudPort}`,
    readyMilliseconds: performance.now() - startedAt,
    pid: child.pid ?? 0,
    stop: () => stopGroup(child),
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((done, reject) => {
    let printed = '';
    const limit = setTimeout(
      () => reject(new Error(`Not ready in time:\n${printed}`)),
      START_LIMIT_MILLISECONDS,
    );
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      if (!/^.*ready http/m.test(printed)) return;
      clearTimeout(limit);
      done();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`It ended with ${code} before it was ready:\n${printed}`)));
  });
}

// npm and what it started are one process group, ours to end.
async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGINT');
  await ended;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
