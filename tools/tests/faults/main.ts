import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { seededRandom } from '#libs/testing';
import { createDeployedResources } from '../../local-cloud/src/activity/deployed-resources.ts';
import { shuffled } from '../../local-cloud/src/faults/shuffled.ts';
import { casesOf, toRecordedPoint, type FaultCase, type RecordedPoint } from './cases.ts';
import { startCloud, type CloudUnderTest } from './cloud.ts';
import { misuses, type MisuseName } from './misuses.ts';
import { stockProducts } from './products.ts';
import { interleaved } from './interleaved.ts';
import { createReport, writeSection, type Report } from './report.ts';
import { createCaseRunner, type CaseResult, type CaseRunner } from './run-case.ts';
import { scenarios, type ScenarioName } from './scenarios.ts';
import { openSnapshotSource } from './snapshot/take-snapshot.ts';

const usage = `npm run faults -- [options]

Enumerates the calls and deliveries of purchases, cancellations, refunds, shipments and expirations, injects one fault at
each of them, and checks the invariants of docs/reliability.md. Runs a sample that the seed chooses.

Options:
  --seconds N   End after this time (default 240).
  --all         Run all cases.
  --seed N      Choose the same sample again (default: a new one).
  --only TEXT   Run the cases whose id contains the text.
  --pairs       Add a second fault to each case.
  --list        Print the cases and end.
  --write       Write the table to docs/reliability.md.`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '240' },
    all: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string', default: '' },
    pairs: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
if (values.help || !(seconds > 0) || !Number.isInteger(seed)) {
  console.log(usage);
  process.exit(values.help ? 0 : 1);
}

const startedAt = performance.now();
const elapsedSeconds = (): number => (performance.now() - startedAt) / 1000;
const random = seededRandom(seed);
console.log(`seed ${seed}`);

await using underTest = await startCloud();
const source = await openSnapshotSource(underTest);
const runner = createCaseRunner(underTest, source, await stockProducts(underTest));
const report = createReport();
const violated: string[] = [];
const unfinished: string[] = [];

const all = await enumerate(underTest, runner, report);
const chosen = interleaved(
  shuffled(
    all.filter(({ id }) => id.includes(values.only)),
    random,
  ),
);
console.log(`${all.length} single faults, ${chosen.length} chosen`);
if (values.list) for (const { id } of all) console.log(id);
else await runCases(chosen);
process.exit(violated.length + unfinished.length > 0 ? 1 : 0);

/** Runs each scenario twice without faults: once to warm the functions, and once to record what it calls. */
async function enumerate(
  { cloud }: CloudUnderTest,
  { run }: CaseRunner,
  { add }: Report,
): Promise<readonly FaultCase[]> {
  const { keyOf } = createDeployedResources(cloud.deployed);
  const cases: FaultCase[] = [];
  for (const scenario of Object.keys(scenarios) as ScenarioName[]) {
    const first = await run(scenario, {});
    add({ scenario }, first);
    show(`${scenario} without a fault, on cold functions`, first);
    const points = new Map<string, RecordedPoint>();
    const end = cloud.faults.observe((point) => {
      if (point.principal === 'developer') return;
      const recorded = toRecordedPoint(point, keyOf);
      points.set(JSON.stringify(recorded), recorded);
    });
    const result = await run(scenario, {});
    end();
    add({ scenario }, result);
    show(`${scenario} without a fault`, result);
    cases.push(...casesOf(scenario, [...points.values()]));
  }
  for (const scenario of Object.keys(misuses) as MisuseName[]) {
    const result = await run(scenario, {});
    add({ scenario }, result);
    show(scenario, result);
  }
  return cases;
}

async function runCases(cases: readonly FaultCase[]): Promise<void> {
  let count = 0;
  for (const each of cases) {
    if (!values.all && elapsedSeconds() > seconds) break;
    const second = values.pairs ? cases[Math.floor(random() * cases.length)] : undefined;
    const rules = [each.rule, ...(second === undefined ? [] : [second.rule])];
    const result = await runner.run(each.scenario, { seed, rules });
    report.add(each, result);
    show(second === undefined ? each.id : `${each.id} + ${second.id}`, result);
    count++;
  }
  const section = [
    `\`npm run faults -- --seed ${seed}${values.all ? ' --all' : ''}\` injected one fault in each of ${count} histories, of ${all.length} single faults that the record of calls gives, in ${Math.round(elapsedSeconds())} s (${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}). ${violated.length === 0 ? 'No invariant was violated.' : `${violated.length} histories violated an invariant.`}${unfinished.length === 0 ? '' : ` ${unfinished.length} histories did not come to their end.`} A cell is the number of histories in which the invariant was checked.`,
    '',
    report.table(),
  ].join('\n');
  console.log(`\n${section}`);
  if (values.write) await writeSection(section);
}

/** Prints a history, and for a failure the command that repeats it. */
function show(id: string, { violations, injected, millis, unfinished: reason }: CaseResult): void {
  const isUnfinished = reason !== undefined && !reason.startsWith('ord_');
  const isFailed = violations.length > 0 || isUnfinished;
  console.log(`${isFailed ? 'FAILED' : 'ok    '} ${Math.round(millis)} ms, ${injected} faults: ${id}`);
  for (const { invariant, message } of violations) console.log(`       ${invariant}: ${message}`);
  if (reason !== undefined) console.log(`       unfinished: ${reason}`);
  if (!isFailed) return;
  if (violations.length > 0) violated.push(id);
  else unfinished.push(id);
  console.log(`       repeat: npm run faults -- --seed ${seed} --only '${id}'`);
}
