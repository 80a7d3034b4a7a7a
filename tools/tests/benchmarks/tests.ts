import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { formatTable } from '../../workspace/src/cli/table.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { printFigure, printHeader } from './harness/header.ts';
import { runMeasured } from './harness/measured-child.ts';
import { largestProcess } from './tests/largest-process.ts';
import { measuredFiles, totals, type JestOutput } from './tests/suite-report.ts';

/**
 * The CPU time and memory of the tests, and the slowest files. Arguments are those of Jest, to measure a part of the tests.
 * Usage: npm run bench:tests [-- --selectProjects unit]
 */
const SLOWEST = 20;
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

const folder = await mkdtemp(join(tmpdir(), 'tradewind-tests-'));
try {
  printHeader();
  const outputFile = join(folder, 'jest.json');
  const args = [...jest, '--json', `--outputFile=${outputFile}`, '--silent', ...process.argv.slice(2)];
  const ended = new AbortController();
  const watching = largestProcess(ended.signal);
  const run = await withProgress('Run the tests', () =>
    runMeasured([process.execPath, ...args], { cwd: workspaceRoot }),
  );
  ended.abort();
  const { megabytes, command } = await watching;
  const output = JSON.parse(await readFile(outputFile, 'utf8')) as JestOutput;
  const files = measuredFiles(output);
  const { seconds, testSeconds } = totals(files);
  printFigure(
    'files, tests, failed tests',
    [files.length, output.numTotalTests, output.numFailedTests].join(', '),
  );
  printFigure('CPU time of all processes', `${(run.cpuMillis / 1000).toFixed(0)} s`);
  printFigure('time', `${(run.wallMillis / 1000).toFixed(0)} s`);
  printFigure('memory of the largest process', `${megabytes} MB`);
  console.log(`  ${command}`);
  printFigure(
    'part of the time of files that is not tests, but loading',
    `${(100 * (1 - testSeconds / seconds)).toFixed(0)} %`,
  );
  const rows = files
    .slice(0, SLOWEST)
    .map((file) => [
      file.seconds.toFixed(1),
      file.testSeconds.toFixed(1),
      relative(workspaceRoot, file.name),
    ]);
  for (const line of formatTable([['seconds', 'tests', 'file'], ...rows])) console.log(line);
  process.exitCode = run.exitCode ?? 1;
} finally {
  await rm(folder, { recursive: true });
}
