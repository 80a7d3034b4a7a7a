import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceFingerprint } from '../../src/boot/packaging/fingerprint.ts';

const source = join(import.meta.dirname, '../../src/boot');

/** A program of the local cloud that runs as a process of its own. */
export interface Command {
  readonly pid: number;
  /** The output so far. */
  output(): string;
  /** Waits for a line of the output. @throws Error with the output if the program ends first */
  line(pattern: RegExp): Promise<string>;
  readonly exitCode: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
}

interface Run {
  readonly workspace: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `main.ts` or `token.ts` on a workspace whose services are already packaged. */
export async function run(
  program: string,
  args: readonly string[],
  { workspace, env = {} }: Run,
): Promise<Command> {
  await recordAsPackaged(workspace);
  const { NODE_OPTIONS: _jestOptions, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(source, program), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, PORT: '0', CLOUD_PORT: '0', CONSOLE_PORT: '0', WORKSPACE_FOLDER: workspace, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    pid: child.pid!,
    output: () => output,
    exitCode,
    signal: (name) => void child.kill(name),
    line: (pattern) => lineOf(child, pattern, () => output),
  };
}

function lineOf(child: ChildProcess, pattern: RegExp, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = output()
        .split('\n')
        .find((line) => pattern.test(line));
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', look);
    child.once('close', () => reject(new Error(`The program ended before ${String(pattern)}:\n${output()}`)));
    look();
  });
}

/** Prevents packaging, which needs Nx: a fixture workspace has none. */
async function recordAsPackaged(workspace: string): Promise<void> {
  mkdirSync(join(workspace, '.local'), { recursive: true });
  const record = { fingerprint: await workspaceFingerprint(workspace) };
  writeFileSync(join(workspace, '.local', 'packaged.json'), JSON.stringify(record));
}

/** Returns the ids of the running child processes. */
export function childrenOf(parent: number): readonly number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([pid, parentPid]) => parentPid === parent && isRunning(pid!))
    .map(([pid]) => pid!);
}

export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  // A process that ended and was not waited for is a zombie (Z).
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}
