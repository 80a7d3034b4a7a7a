import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { addSummary, emptySummary, type Summary } from './report/summary.ts';

interface Options {
  readonly firstSeed: number;
  readonly histories: number;
  readonly jobs: number;
}

export interface Measured {
  readonly summary: Summary;
  /** Of all processes. */
  readonly cpuSeconds: number;
}

/** Divides the seeds among processes, and adds up what they find. @throws Error when a process fails */
export async function runInProcesses({ firstSeed, histories, jobs }: Options): Promise<Measured> {
  const share = Math.ceil(histories / jobs);
  const parts = await Promise.all(
    Array.from({ length: jobs }, (_, job) => {
      const first = job * share;
      return runProcess(firstSeed + first, Math.min(share, histories - first));
    }),
  );
  const total = emptySummary();
  for (const { summary } of parts) addSummary(total, summary);
  return { summary: total, cpuSeconds: parts.reduce((sum, part) => sum + part.cpuSeconds, 0) };
}

function runProcess(firstSeed: number, histories: number): Promise<Measured> {
  const main = join(import.meta.dirname, 'main.ts');
  const args = [main, '--json', '--from', String(firstSeed), '--histories', String(histories)];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output) as Measured);
      else reject(new Error(`The histories from seed ${firstSeed} ended with exit code ${code}.`));
    });
  });
}
