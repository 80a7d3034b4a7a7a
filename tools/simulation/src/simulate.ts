import { cpus, loadavg } from 'node:os';
import { parseWholeNumber, type Arguments, type Options } from '../../workspace/src/cli/arguments.ts';
import { CommandError, usageError } from '../../workspace/src/cli/command-error.ts';
import type { Command } from '../../workspace/src/cli/run-command.ts';
import { writeSection } from '../../workspace/src/docs/write-section.ts';
import { reliabilityPage } from '../../workspace/src/layout/workspace-folders.ts';
import { runHistory, type History } from './histories/history.ts';
import { findPlantedBugs } from './planted/find-planted-bugs.ts';
import { printFailure } from './print-failure.ts';
import { parseSelection } from './replay-command.ts';
import { invariantsPage, simulationPage } from './report/pages.ts';
import { emptyCells, type Summary } from './report/summary.ts';
import { runInProcesses, type Measured } from './run-in-processes.ts';
import { runHistories } from './run-histories.ts';

const options = {
  histories: {
    type: 'string',
    placeholder: 'COUNT',
    description: 'how many (default: 1000); with --planted at most per bug (default: 600)',
  },
  from: { type: 'string', placeholder: 'SEED', description: 'the first seed', default: '1' },
  jobs: { type: 'string', placeholder: 'COUNT', description: 'processes', default: '1' },
  report: { type: 'boolean', description: 'write the sections of docs/reliability.md' },
  seed: { type: 'string', placeholder: 'SEED', description: 'repeat one history' },
  actors: { type: 'string', placeholder: 'NAMES', description: 'only these parts of it' },
  faults: {
    type: 'string',
    placeholder: 'LIST',
    description: 'only these faults, as the output of a failed run lists them',
  },
  planted: {
    type: 'boolean',
    description: 'plant one bug after the other in a copy of the workspace, and print which are found',
  },
  json: { type: 'boolean', description: 'print the summary as JSON, for another process' },
  'first-failure': { type: 'boolean', description: 'with --json: end at the first failure' },
} as const satisfies Options;

/** `npm run simulate`: runs histories of the shop in virtual time, under faults. */
export const simulateCommand = {
  synopsis: 'npm run simulate --',
  description:
    'Runs histories of the shop in virtual time, under faults. Fails when one violates an invariant, and prints the command that repeats it and the smallest history that was found for it.',
  options,
  run: ({ options: values }) => simulate(values),
} as const satisfies Command<typeof options>;

type Values = Arguments<typeof options>['options'];

/** @throws CommandError when a history violates an invariant, or planted bugs are not found */
async function simulate(values: Values): Promise<void> {
  const number = (name: 'histories' | 'from' | 'jobs' | 'seed', minimum: number, absent = '') =>
    parseWholeNumber(name, values[name] ?? absent, minimum);
  if (values.planted)
    return findPlantedBugs({ histories: number('histories', 1, '600'), isReported: values.report ?? false });
  if (values.seed !== undefined)
    return replay(number('seed', 0), parseSelection(values.actors, values.faults));
  const [firstSeed, histories, jobs] = [number('from', 0), number('histories', 1, '1000'), number('jobs', 1)];
  if (values.json) return runAsChild(firstSeed, histories, values['first-failure'] ?? false);

  const startedAt = performance.now();
  const { summary, cpuSeconds } = await runInProcesses({ firstSeed, histories, jobs });
  const wallSeconds = (performance.now() - startedAt) / 1000;
  printSummary(summary, wallSeconds, cpuSeconds);
  if (values.report) await report(summary, { firstSeed, wallSeconds, cpuSeconds });
  for (const { seed } of summary.failures.slice(0, 3)) await printFailure(await runHistory({ seed }));
  if (summary.failures.length > 0)
    throw new CommandError(`${summary.failures.length} histories violate an invariant.`);
}

async function replay(seed: number, selection: ReturnType<typeof parseSelection>): Promise<void> {
  const history = await runHistory({ seed, ...selection });
  const unknown = selection.actors?.find((actor) => !history.actors.includes(actor));
  if (unknown !== undefined) throw usageError(`The history has no part "${unknown}".`);
  console.log(
    `seed ${seed}: ${history.steps} steps, ${history.faults.length} faults, trace ${history.traceHash}`,
  );
  if (history.violations.length === 0) {
    console.log('No invariant is violated.');
    return;
  }
  await printFailure(history);
  throw new CommandError(`${history.violations.length} invariants are violated.`);
}

/** Runs a part of the histories for another process, which reads the summary from the output. */
async function runAsChild(
  firstSeed: number,
  histories: number,
  isFirstFailureEnough: boolean,
): Promise<void> {
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
}

const MAX_SHOWN = 10;

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
  if (empty.length > 0)
    console.log(
      `Not covered: ${empty.slice(0, MAX_SHOWN).join(', ')}${empty.length > MAX_SHOWN ? ` and ${empty.length - MAX_SHOWN} more` : ''}`,
    );
  if (failures.length === 0) console.log('No history violates an invariant.');
}

interface Reported {
  readonly firstSeed: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

async function report(summary: Summary, run: Reported): Promise<void> {
  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}, Node.js ${process.version}, load ${loadavg()[0]!.toFixed(1)}`;
  const date = new Date().toISOString().slice(0, 10);
  const command = `npm run simulate -- ${process.argv.slice(2).join(' ')}`;
  await writeSection(reliabilityPage, 'invariants', invariantsPage());
  await writeSection(
    reliabilityPage,
    'simulation',
    simulationPage(summary, { ...run, machine, date, command }),
  );
}
