import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../build/src/bundler/bundle/bundle-options.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { printHeader } from './harness/header.ts';
import { median } from './harness/median.ts';
import { functionEnvironment } from './warm/invocations.ts';
import type { Samples } from './warm/run-stacks.ts';

/**
 * What an invocation of a warm function costs outside of its use case: the stack of libs/lambda, the typical stack of Middy
 * and Powertools, Hono, and code by hand with the same duties. Usage: npm run bench:warm [-- ROUNDS]
 */
const [rounds = '60'] = process.argv.slice(2);

printHeader();
const folder = await mkdtemp(join(tmpdir(), 'tradewind-warm-'));
try {
  await withProgress('Bundle the stacks', bundle);
  report(await withProgress('Run the stacks', run));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function bundle(): Promise<void> {
  const entry = join(import.meta.dirname, 'warm/run-stacks.ts');
  const bundles = [{ name: 'run-stacks', entry }];
  const options = bundleOptions({ folder: workspaceRoot, functions: [], bundles });
  await build({ ...options, outdir: folder, write: true });
}

/**
 * The process writes its lines to a pipe, as on Lambda, where each write is a system call. A pipe that Node.js creates for a
 * child is a socket, whose writes are buffered until the process waits, so the shell creates it.
 */
async function run(): Promise<Samples> {
  const result = join(folder, 'samples.json');
  const env = {
    PATH: process.env['PATH'],
    ...functionEnvironment,
    BENCHMARK_ROUNDS: rounds,
    BENCHMARK_RESULT: result,
  };
  const script = '"$0" "$1" | cat > /dev/null';
  const args = ['-c', script, process.execPath, join(folder, 'run-stacks.mjs')];
  await once(spawn('/bin/sh', args, { stdio: ['ignore', 'ignore', 'inherit'], env }), 'close');
  return JSON.parse(await readFile(result, 'utf8')) as Samples;
}

function report(samples: Samples): void {
  for (const [label, times] of Object.entries(samples)) {
    const floor = samples[label.replace(/^.*? (?=GET|POST)/, 'raw ')] ?? [];
    const ratio = median(times.map((time, round) => time / (floor[round] ?? Number.NaN)));
    console.log(`${label.padEnd(40)} ${median(times).toFixed(1).padStart(6)} µs  ${ratio.toFixed(2)} of raw`);
  }
}
