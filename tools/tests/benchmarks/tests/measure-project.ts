import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { runMeasured } from '../harness/measured-child.ts';
import { largestProcess, type LargestProcess } from './largest-process.ts';
import { measuredFiles, type JestOutput, type MeasuredFile } from './suite-report.ts';

/** What the tests of one Jest project cost. */
export interface MeasuredProject {
  readonly name: string;
  readonly exitCode: number;
  readonly tests: number;
  readonly failedTests: number;
  /** Of Jest and all processes that the tests start. */
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly largest: LargestProcess;
  /** Slowest first. */
  readonly files: readonly MeasuredFile[];
}

const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

/** Runs the tests of a project. @param args  more arguments of Jest, such as a part of the paths */
export async function measureProject(name: string, args: readonly string[]): Promise<MeasuredProject> {
  const folder = await mkdtemp(join(tmpdir(), 'tradewind-tests-'));
  try {
    const outputFile = join(folder, 'jest.json');
    const options = ['--json', `--outputFile=${outputFile}`, '--silent', '--selectProjects', name];
    const ended = new AbortController();
    const watching = largestProcess(ended.signal);
    const run = await runMeasured([process.execPath, ...jest, ...options, ...args], { cwd: workspaceRoot });
    ended.abort();
    const output = JSON.parse(await readFile(outputFile, 'utf8')) as JestOutput;
    return {
      name,
      exitCode: run.exitCode ?? 1,
      tests: output.numTotalTests,
      failedTests: output.numFailedTests,
      cpuSeconds: run.cpuMillis / 1000,
      seconds: run.wallMillis / 1000,
      largest: await watching,
      files: measuredFiles(output),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
