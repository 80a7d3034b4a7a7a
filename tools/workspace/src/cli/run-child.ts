import { spawn, type StdioOptions } from 'node:child_process';
import type { Readable } from 'node:stream';

interface Options {
  /** Ends the program and its children. */
  readonly signal: AbortSignal;
  /** Where its output goes. */
  readonly onOutput: 'inherit' | 'ignore' | ((chunk: Buffer, stream: 'stdout' | 'stderr') => void);
  readonly cwd?: string;
  readonly input?: string;
}

/** Between SIGTERM and SIGKILL. */
const GRACE_SECONDS = 5;

/**
 * Runs a program until it ends or the signal aborts.
 *
 * @returns its exit code; undefined when the program is not installed
 * @throws the reason of the signal, after the program and its children have ended
 */
export async function runChild(
  program: string,
  args: readonly string[],
  { signal, onOutput, cwd, input = '' }: Options,
): Promise<number | undefined> {
  signal.throwIfAborted();
  const output = typeof onOutput === 'function' ? 'pipe' : onOutput;
  const stdio: StdioOptions = ['pipe', output, output];
  // Its own process group, so that a signal reaches the children of the program too.
  const child = spawn(program, args, { stdio, detached: true, ...(cwd && { cwd }) });
  if (typeof onOutput === 'function')
    for (const stream of ['stdout', 'stderr'] as const)
      (child[stream] as Readable).on('data', (chunk: Buffer) => onOutput(chunk, stream));
  // A program that ends without reading closes the pipe early.
  child.stdin!.on('error', () => {}).end(input);
  const end = () => endGroup(child.pid);
  signal.addEventListener('abort', end);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    });
    signal.throwIfAborted();
    return exitCode;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function endGroup(pid: number | undefined): void {
  const send = (name: NodeJS.Signals) => {
    try {
      if (pid !== undefined) process.kill(-pid, name);
    } catch {
      // It has already ended.
    }
  };
  send('SIGTERM');
  setTimeout(() => send('SIGKILL'), GRACE_SECONDS * 1000).unref();
}
