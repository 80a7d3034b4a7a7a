import { spawn, type StdioOptions } from 'node:child_process';
import type { Readable } from 'node:stream';

interface Options {
  /** Tells it to end, with its children. */
  readonly signal: AbortSignal;
  /** For its output; its input is {@link Options.input}. */
  readonly shown: 'inherit' | 'ignore' | ((chunk: Buffer, stream: 'stdout' | 'stderr') => void);
  readonly cwd?: string;
  readonly input?: string;
}

/** After a friendly signal a program may tidy up for so long. */
const GRACE_SECONDS = 5;

/**
 * Runs a program to its end, or until the signal says to stop.
 *
 * @returns its exit code; nothing where there is no such program
 * @throws the reason of the signal, once the program and its children have ended
 */
export async function runChild(
  program: string,
  args: readonly string[],
  { signal, shown, cwd, input = '' }: Options,
): Promise<number | undefined> {
  signal.throwIfAborted();
  const output = typeof shown === 'function' ? 'pipe' : shown;
  const stdio: StdioOptions = ['pipe', output, output];
  // A group of its own, so that a signal reaches the children of the program too.
  const child = spawn(program, args, { stdio, detached: true, ...(cwd && { cwd }) });
  if (typeof shown === 'function')
    for (const stream of ['stdout', 'stderr'] as const)
      (child[stream] as Readable).on('data', (chunk: Buffer) => shown(chunk, stream));
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
      // It has ended meanwhile.
    }
  };
  send('SIGTERM');
  setTimeout(() => send('SIGKILL'), GRACE_SECONDS * 1000).unref();
}
