import { spawnSync } from 'node:child_process';
import { formatTable } from '../../workspace/src/cli/table.ts';
import { ExitCode } from '../../workspace/src/cli/command-error.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { didYouMean } from '../../workspace/src/names/nearest-name.ts';
import { listBenchmarks } from './list-benchmarks.ts';

/** Lists the benchmarks, or runs one: `npm run bench`, `npm run bench -- NAME [OPTIONS]`. */
const [name, ...options] = process.argv.slice(2);
const benchmarks = listBenchmarks(workspaceRoot);
const selected = benchmarks.find((each) => each.name === name);

if (name === undefined) {
  for (const line of formatTable(benchmarks.map((each) => [each.name, each.description]))) console.log(line);
  console.log('\nRun one with: npm run bench -- NAME');
} else if (selected === undefined) {
  const names = benchmarks.map((each) => each.name);
  console.error(
    `Benchmark "${name}" does not exist.${didYouMean(name, names)} Benchmarks: ${names.join(', ')}`,
  );
  process.exitCode = ExitCode.usage;
} else {
  // As its own script runs it, with the options of node that the script has.
  const { status } = spawnSync('npm', ['run', '-s', `bench:${name}`, '--', ...options], {
    cwd: workspaceRoot,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
