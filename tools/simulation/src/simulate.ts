import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { runHistory, type History } from './histories/history.ts';
import { findPlantedBugs } from './planted/find-planted-bugs.ts';
import { printFailure } from './print-failure.ts';
import { parseSelection } from './replay-command.ts';
import { invariantsPage, simulationPage } from './report/pages.ts';
import { writeSection } from './report/section.ts';
import { emptyCells, type Summary } from './report/summary.ts';
import { runInProcesses, type Measured } from './run-in-processes.ts';
import { runHistories } from './run-histories.ts';

const usage = `npm run simulate -- [--histories N] [--from SEED] [--jobs N] [--report]
npm run simulate -- --seed SEED [--actors NAMES] [--faults LIST]
npm run simulate -- --planted [--histories N]

Runs histories of the shop in virtual time, under faults. Fails when one violates an invariant, and prints the command that
repeats it, and the smallest history that was found for it.

Options:
  --histories N   how many (default 1000); with --planted: at most per bug (default 600)
  --from SEED     the first seed (default 1)
  --jobs N        processes (default 1)
  --report        writes the sections of docs/reliability.md
  --seed SEED     repeats one history
  --actors NAMES  only these parts of it
  --faults LIST   only these faults, as the output of a failed run lists them
  --planted       plants one bug after the other in a copy of the workspace, and reports which are found`;

const options = {
  histories: { type: 'string' },
  from: { type: 'string', default: '1' },
  jobs: { type: 'string', default: '1' },
  report: { type: 'boolean', default: false },
  seed: { type: 'string' },
  actors: { type: 'string' },
  faults: { type: 'string' },
  planted: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'first-failure': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @returns the exit code */
export async function runSimulation(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (values.planted)
    return findPlantedBugs({ histories: Number(values.histories ?? 600), isReported: values.report });
  if (values.seed !== undefined)
    return replay(Number(values.seed), parseSelection(values.actors, values.faults));
  const [firstSeed, histories, jobs] = [
    Number(values.from),
    Number(values.histories ?? 1000),
    Number(values.jobs),
  ];
  if (values.json) return runAsChild(firstSeed, histories, values['first-failure']);

  const startedAt = performance.now();
  const { summary, cpuSeconds } = await runInProcesses({ firstSeed, histories, jobs });
  const wallSeconds = (performance.now() - startedAt) / 1000;
  printSummary(summary, wallSeconds, cpuSeconds);
  if (values.report) await report(summary, { firstSeed, wallSeconds, cpuSeconds, args });
  for (const { seed } of summary.failures.slice(0, 3)) await printFailure(await runHistory({ seed }));
  return summary.failures.length === 0 ? 0 : 1;
}

async function replay(seed: number, selection: ReturnType<typeof parseSelection>): Promise<number> {
  const history = await runHistory({ seed, ...selection });
  console.log(
    `seed ${seed}: ${history.steps} steps, ${history.faults.length} faults, trace ${history.traceHash}`,
  );
  if (history.violations.length === 0) {
    console.log('No invariant is violated.');
    return 0;
  }
  await printFailure(history);
  return 1;
}

/** Runs a part of the histories for another process, which reads the summary from the output. */
async function runAsChild(
  firstSeed: number,
  histories: number,
  isFirstFailureEnough: boolean,
): Promise<number> {
  let failed: History | undefined;
  const summary = await runHistories({
    firstSeed,
    histories,
    isEnough: ({ failures }) => isFirstFailureEnough && failures.length > 0,
    onHistory: (history) => {
      if (history.violations.length > 0) failed ??= history;
    },
  });
  const { user, system } = process.cpuUsage();
  const measured: Measured = { summary, cpuSeconds: (user + system) / 1e6 };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
  if (isFirstFailureEnough && failed) await printFailure(failed);
  return 0;
}

function printSummary(summary: Summary, wallSeconds: number, cpuSeconds: number): void {
  const { histories, orders, faults, steps, failures } = summary;
  console.log(`${histories} histories, ${orders} orders, ${faults} faults, ${steps} steps`);
  console.log(
    `${Math.round(wallSeconds)} s, ${Math.round(cpuSeconds)} CPU s: ${Math.round((histories / wallSeconds) * 60)} histories a minute, ${Math.round((histories / cpuSeconds) * 60)} per CPU minute`,
  );
  console.log(
    `load ${loadavg()
      .map((each) => each.toFixed(1))
      .join(' ')}, ${cpus().length} processors`,
  );
  const empty = emptyCells(summary);
  if (empty.length > 0) console.log(`Not covered: ${empty.join(', ')}`);
  console.log(
    failures.length === 0
      ? 'No history violates an invariant.'
      : `${failures.length} histories violate an invariant.`,
  );
}

interface Reported {
  readonly firstSeed: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly args: readonly string[];
}

async function report(summary: Summary, { args, ...run }: Reported): Promise<void> {
  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}, Node.js ${process.version}, load ${loadavg()[0]!.toFixed(1)}`;
  const date = new Date().toISOString().slice(0, 10);
  const command = `npm run simulate -- ${args.join(' ')}`;
  await writeSection('invariants', invariantsPage());
  await writeSection('simulation', simulationPage(summary, { ...run, machine, date, command }));
}
