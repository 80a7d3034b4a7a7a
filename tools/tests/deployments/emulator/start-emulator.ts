import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../workspace/src/network/free-port.ts';

export interface Emulator {
  /** For AWS_ENDPOINT_URL: `http://127.0.0.1:14566`. */
  readonly endpointUrl: string;
  /** The log, request by request. */
  readonly logFile: string;
  stop(): Promise<void>;
}

interface Dependencies {
  /** The Python of the emulator's virtual environment. */
  readonly python: string;
  /** The folder of the log. */
  readonly folder: string;
  readonly region: string;
}

const START_SECONDS = 60;
const STOP_SECONDS = 5;

/**
 * Starts an empty emulated AWS on a free port of 127.0.0.1 and waits until it is healthy. The emulator and its functions
 * end with this process, also when it is killed.
 *
 * @throws Error with the end of the log when it does not start
 */
export async function startEmulator({ python, folder, region }: Dependencies): Promise<Emulator> {
  // Outside the workspace, whose package.json would turn the unpacked scripts into ES modules.
  const temporary = mkdtempSync(join(tmpdir(), 'tradewind-emulator-'));
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, 'emulator.log');
  const log = openSync(logFile, 'w');
  const port = await freePort();
  const child = spawn(python, [join(import.meta.dirname, 'emulator.py')], {
    // A process group of its own, so that it can end the workers of functions. It exits when its input is closed, which
    // happens when this process ends.
    detached: true,
    stdio: ['pipe', log, log],
    env: {
      // Functions run on the first Node in PATH, which must have the version of their runtime.
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
      TMPDIR: temporary,
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      MINISTACK_REGION: region,
      GATEWAY_PORT: String(port),
      // Unused services that would listen on fixed ports of every interface.
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
    },
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.stdin?.end();
    const isGone = await Promise.race([
      ended.then(() => true),
      sleep(STOP_SECONDS * 1000, false, { ref: false }),
    ]);
    if (!isGone && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  };
  const endpointUrl = `http://127.0.0.1:${port}`;
  const up = await Promise.race([waitUntilHealthy(endpointUrl), ended.then(() => false)]);
  if (up) return { endpointUrl, logFile, stop };
  await stop();
  throw new Error(`The emulated AWS did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
}

async function waitUntilHealthy(endpointUrl: string): Promise<boolean> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline) {
    try {
      const { ok } = await fetch(`${endpointUrl}/_ministack/health`);
      if (ok) return true;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  return false;
}
