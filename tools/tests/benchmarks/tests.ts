import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable } from '../../workspace/src/cli/table.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { printFigure, printHeader } from './harness/header.ts';
import { measureProject, type MeasuredProject } from './tests/measure-project.ts';
import { totals } from './tests/suite-report.ts';

/**
 * The CPU time and memory of the tests of each project, and the slowest files. Arguments are parts of the paths of the test
 * files, as Jest takes them, to measure a part of the tests.
 * Usage: npm run bench:tests [-- --project unit] [-- services/catalog]
 */
const SLOWEST = 20;
const { values, positionals } = parseArgs({
  options: { project: { type: 'string', multiple: true, default: ['unit', 'integration'] } },
  allowPositionals: true,
});

printHeader();
const projects: MeasuredProject[] = [];
for (const name of values.project)
  projects.push(
    await withProgress(`Run the ${name} tests`, () =>
      measureProject(name, ['--passWithNoTests', '--', ...positionals]),
    ),
  );

const cpuSeconds = projects.reduce((total, project) => total + project.cpuSeconds, 0);
const largest = projects.toSorted((one, other) => other.largest.megabytes - one.largest.megabytes)[0]!
  .largest;
const rows = projects.map(
  ({ name, files, tests, failedTests, seconds, largest: { megabytes }, ...project }) => [
    name,
    String(files.length),
    String(tests),
    String(failedTests),
    `${project.cpuSeconds.toFixed(0)} s`,
    `${seconds.toFixed(0)} s`,
    `${megabytes} MB`,
  ],
);
const heading = ['project', 'files', 'tests', 'failed', 'CPU time', 'elapsed', 'largest process'];
for (const line of formatTable([heading, ...rows])) console.log(line);
printFigure('CPU time of all processes', `${cpuSeconds.toFixed(0)} s`);
printFigure('memory of the largest process', `${largest.megabytes} MB`);
console.log(`  ${largest.command}`);

const files = projects
  .flatMap((project) => project.files)
  .toSorted((one, other) => other.seconds - one.seconds);
const { seconds, testSeconds } = totals(files);
const loading = seconds === 0 ? 0 : 1 - testSeconds / seconds;
printFigure('part of the time of files that is not tests, but loading', `${(100 * loading).toFixed(0)} %`);
const slowest = files
  .slice(0, SLOWEST)
  .map((file) => [file.seconds.toFixed(1), file.testSeconds.toFixed(1), relative(workspaceRoot, file.name)]);
for (const line of formatTable([['seconds', 'tests', 'file'], ...slowest])) console.log(line);
process.exitCode = projects.find(({ exitCode }) => exitCode !== 0)?.exitCode ?? 0;
