import { cpus, loadavg } from 'node:os';
import { seededRandom } from '#libs/testing';
import { createDeployedResources } from '../../local-cloud/src/activity/deployed-resources.ts';
import { createChoices } from '../../local-cloud/src/faults/choices.ts';
import { shuffled } from '../../local-cloud/src/faults/shuffled.ts';
import { CommandError, usageError } from '../../workspace/src/cli/command-error.ts';
import { writeSection } from '../../workspace/src/docs/write-section.ts';
import { reliabilityPage } from '../../workspace/src/layout/workspace-folders.ts';
import { casesOf, secondFault, toRecordedPoint, type FaultCase, type RecordedPoint } from './cases.ts';
import { startCloud, type CloudUnderTest } from './cloud.ts';
import { interleaved } from './interleaved.ts';
import { misuses, type MisuseName } from './misuses.ts';
import { stockProducts } from './products.ts';
import { createReport } from './report.ts';
import { createCaseRunner, type CaseResult } from './run-case.ts';
import { scenarios, type ScenarioName } from './scenarios.ts';
import { openSnapshotSource } from './snapshot/take-snapshot.ts';

interface Settings {
  readonly seconds: number;
  readonly seed: number;
  /** Part of the ids of the cases to run. */
  readonly only: string;
  readonly hasPairs: boolean;
  readonly isListed: boolean;
  readonly isWritten: boolean;
}

/** What a run counts and prints. */
interface Run extends Settings {
  readonly startedAt: number;
  readonly report: ReturnType<typeof createReport>;
  readonly underTest: CloudUnderTest;
  readonly runCase: ReturnType<typeof createCaseRunner>['run'];
  /** The ids of the histories that violated an invariant, or did not end. */
  readonly violated: string[];
  readonly unfinished: string[];
}

/**
 * Runs histories with one fault each on a local cloud of its own.
 *
 * @throws CommandError when a history violates an invariant or does not end
 */
export async function testFaults(settings: Settings): Promise<void> {
  const startedAt = performance.now();
  console.log(`seed ${settings.seed}`);
  await using underTest = await startCloud();
  const source = await openSnapshotSource(underTest);
  const runner = createCaseRunner(underTest, source, await stockProducts(underTest));
  const run: Run = {
    ...settings,
    startedAt,
    underTest,
    report: createReport(),
    runCase: runner.run,
    violated: [],
    unfinished: [],
  };

  const all = await enumerate(run);
  const selected = all.filter(({ id }) => id.includes(settings.only));
  console.log(`${all.length} single faults, ${selected.length} selected`);
  if (selected.length === 0)
    throw usageError(`No case contains "${settings.only}". List the cases with --list.`);
  if (settings.isListed) for (const { id } of selected) console.log(id);
  else await runCases(interleaved(shuffled(selected, seededRandom(settings.seed))), all, run);
  const failed = run.violated.length + run.unfinished.length;
  if (failed > 0) throw new CommandError(`${failed} histories violated an invariant or did not end.`);
}

/** Runs each scenario twice without faults: once to warm the functions, and once to record what it calls. */
async function enumerate(run: Run): Promise<readonly FaultCase[]> {
  const { cloud } = run.underTest;
  const { keyOf } = createDeployedResources(cloud.deployed);
  const cases: FaultCase[] = [];
  for (const scenario of Object.keys(scenarios) as ScenarioName[]) {
    const first = await run.runCase(scenario, {});
    run.report.add({ scenario, rules: [] }, first);
    show(`${scenario} without a fault, on cold functions`, first, run);
    const points = new Map<string, RecordedPoint>();
    const end = cloud.faults.observe((point) => {
      if (point.principal === 'developer') return;
      const recorded = toRecordedPoint(point, keyOf);
      points.set(JSON.stringify(recorded), recorded);
    });
    const result = await run.runCase(scenario, {});
    end();
    run.report.add({ scenario, rules: [] }, result);
    show(`${scenario} without a fault`, result, run);
    cases.push(...casesOf(scenario, [...points.values()]));
  }
  for (const scenario of Object.keys(misuses) as MisuseName[]) {
    const result = await run.runCase(scenario, {});
    run.report.add({ scenario, rules: [] }, result);
    show(scenario, result, run);
  }
  return cases;
}

const elapsedSeconds = ({ startedAt }: Run): number => (performance.now() - startedAt) / 1000;

async function runCases(cases: readonly FaultCase[], all: readonly FaultCase[], run: Run): Promise<void> {
  const { seed, report } = run;
  const choices = createChoices(seed);
  const count = { run: 0, tested: 0 };
  for (const each of cases) {
    if (elapsedSeconds(run) > run.seconds) break;
    const second = run.hasPairs ? secondFault(each, all, choices) : undefined;
    const rules = [each.rule, ...(second === undefined ? [] : [second.rule])];
    const result = await run.runCase(each.scenario, { seed, rules });
    report.add({ scenario: each.scenario, rules }, result);
    if (second !== undefined) console.log(`second fault: ${second.id}`);
    show(each.id, result, run);
    count.run++;
    if (result.injected >= rules.length) count.tested++;
  }
  if (count.tested === 0)
    throw new CommandError('No fault was injected within the time. Run again with more --seconds.');
  const section = `${summaryOf(run, count, all.length)}\n\n${report.table()}`;
  console.log(`\n${section}`);
  if (run.isWritten) await writeSection(reliabilityPage, 'faults', section);
}

interface Count {
  readonly run: number;
  /** Those in which each fault of the history happened. */
  readonly tested: number;
}

function summaryOf(run: Run, count: Count, enumerated: number): string {
  const { violated, unfinished } = run;
  return [
    `\`npm run faults -- ${process.argv.slice(2).join(' ')}\` with the seed ${run.seed} injected ${run.hasPairs ? 'two faults' : 'one fault'} in each of ${count.tested} histories, of ${enumerated} single faults that the record of calls gives, in ${Math.round(elapsedSeconds(run))} s (${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}).`,
    violated.length === 0
      ? 'No invariant was violated.'
      : `${violated.length} histories violated an invariant.`,
    ...(unfinished.length === 0 ? [] : [`${unfinished.length} histories did not come to their end.`]),
    ...(count.run === count.tested
      ? []
      : [`${count.run - count.tested} more histories did not reach a fault.`]),
    'A cell is the number of histories in which the invariant was checked.',
  ].join(' ');
}

/** Prints a history, and for a failure the command that repeats it. */
function show(
  id: string,
  { violations, injected, millis, rejected, unfinished }: CaseResult,
  run: Run,
): void {
  const isFailed = violations.length > 0 || unfinished !== undefined;
  console.log(`${isFailed ? 'FAILED' : 'ok    '} ${Math.round(millis)} ms, ${injected} faults: ${id}`);
  for (const { invariant, message } of violations) console.log(`       ${invariant}: ${message}`);
  if (rejected !== undefined) console.log(`       rejected: ${rejected}`);
  if (unfinished !== undefined) console.log(`       unfinished: ${unfinished}`);
  if (!isFailed) return;
  (violations.length > 0 ? run.violated : run.unfinished).push(id);
  const pairs = run.hasPairs ? ' --pairs' : '';
  console.log(`       repeat: npm run faults -- --seed ${run.seed}${pairs} --only '${id}'`);
}
