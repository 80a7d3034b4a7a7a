import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

export const workspaceFolder = resolve(import.meta.dirname, '../../../..');

/** The system as `npm start` runs it, in a process of its own. */
export interface StartedSystem {
  readonly apiUrl: string;
  readonly endpointUrl: string;
  /** From the start of the process to its line `ready`. */
  readonly readyMilliseconds: number;
  readonly pid: number;
  /** As Ctrl-C does. */
  stop(): Promise<void>;
  /** As a power cut does: `kill -9` of the process that runs the cloud, whose children must end by themselves. */
  kill(): Promise<void>;
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
  const child = spawn(process.execPath, ['tools/local-cloud/src/main.ts', ...flags], {
    cwd: workspaceFolder,
    env: { ...process.env, PORT: String(port), CLOUD_PORT: String(cloudPort), STATE_FOLDER: stateFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await ready(child);
  return {
    apiUrl: `http://localhost:${port}`,
    endpointUrl: `http://127.0.0.1:${cloudPort}`,
    readyMilliseconds: performance.now() - startedAt,
    pid: child.pid ?? 0,
    stop: () => end(child, 'SIGINT'),
    kill: () => end(child, 'SIGKILL'),
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

async function end(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** A port of 127.0.0.1 that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
