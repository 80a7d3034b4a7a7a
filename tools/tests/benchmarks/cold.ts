import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { formatTable } from '../../workspace/src/cli/table.ts';
import { serviceFolderNames, workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { buildPeers, type Peer } from './cold/build-peers.ts';
import { coldCases, type ColdCase, type Item } from './cold/cold-cases.ts';
import { coldStart, type ColdStart } from './cold/cold-start.ts';
import { CLIENT_ID, customerPool } from './cold/customer-token.ts';
import { startMockAws, type MockAws } from './cold/mock-aws.ts';
import { unpackFunctions, type PackagedFunction } from './cold/packaged-functions.ts';
import { printFigure, printHeader } from './harness/header.ts';
import { median } from './harness/median.ts';
import { stackedBarPlot } from './harness/plots/stacked-bar-plot.ts';
import { writePlot } from './harness/plots/write-plot.ts';
import { ratioTable } from './harness/ratio-table.ts';

/**
 * The CPU time of cold starts: of packaged functions as they ship, against floors and a peer, in fresh processes in turn, so
 * that all meet the same noise. With --all it starts every function of the workspace, and invokes those that have a case.
 * Usage: npm run bench:cold [-- SERVICE/FUNCTION…] [--all] [--runs 15] [--plot]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    runs: { type: 'string' },
    plot: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs ?? (values.all ? 5 : 15));

printHeader();

/** One line of the report. */
interface Candidate {
  readonly name: string;
  readonly kilobytes?: number;
  /** Whether it was invoked, too. */
  readonly isInvoked: boolean;
  readonly start: () => Promise<ColdStart>;
  readonly starts: ColdStart[];
}

const folder = await mkdtemp(join(tmpdir(), 'tradewind-cold-'));
await using cleanup = new AsyncDisposableStack();
cleanup.defer(() => rm(folder, { recursive: true }));
const pool = customerPool();
const aws = cleanup.use(
  await startMockAws({
    keys: pool.keys,
    parameters: (url) => ({
      sales: 'open',
      provider: 'sandbox',
      'provider-url': `${url}/sandbox`,
      'provider-secret-key': 'sk_sandbox_key',
    }),
  }),
);
const issuer = `${aws.url}/pool`;
const cases = coldCases({ issuer, accessToken: pool.accessToken(issuer) });
const packaged = await withProgress('Unpack the functions', async () => unpackServices());

const peers = await buildPeers(folder);
const stockCase = cases[0]!;
const writtenBy = new Map<string, Map<string, Item[]>>();
const functions = chooseFunctions().map(functionCandidate);
const [bare, floor, typical] = [peers.bare, peers.floor, peers.typical].map(peerCandidate);
const candidates = [bare!, floor!, typical!, ...functions];

await withProgress('Start the functions', async () => {
  // The first round is not counted: it fills the page cache.
  for (let run = 0; run <= runs; run++)
    for (const candidate of candidates) {
      const started = await candidate.start();
      if (run > 0) candidate.starts.push(started);
    }
});
if (values.all) reportLoads();
report([bare!, floor!, typical!, ...functions.filter(({ isInvoked }) => isInvoked)]);
if (values.plot) await plot();

function unpackServices(): PackagedFunction[] {
  const servicesFolder = join(workspaceRoot, 'services');
  const named = [...positionals, ...cases.map(({ name }) => name)].map((name) => name.split('/')[0]!);
  const services = values.all ? serviceFolderNames(servicesFolder) : new Set(named);
  return [...services].flatMap((service) => unpackFunctions(join(servicesFolder, service), folder));
}

/** The functions of the arguments, else all with --all, else those with a case. */
function chooseFunctions(): PackagedFunction[] {
  const unknown = positionals.filter((name) => !packaged.some((each) => each.name === name));
  if (unknown.length > 0) throw new Error(`No packaged function is named ${unknown.join(', ')}.`);
  const isChosen = ({ name }: PackagedFunction) =>
    positionals.length > 0 ? positionals.includes(name) : values.all || caseOf(name) !== undefined;
  return packaged.filter(isChosen);
}

function caseOf(name: string): ColdCase | undefined {
  return cases.find((each) => each.name === name);
}

function functionCandidate(found: PackagedFunction): Candidate {
  const issuers = { CUSTOMER_ISSUER_URL: issuer, CUSTOMER_CLIENT_ID: CLIENT_ID };
  const known = Object.entries(issuers).filter(([key]) => key in found.environment);
  const ready = { ...found, environment: { ...found.environment, ...Object.fromEntries(known) } };
  const of = caseOf(found.name);
  const start = async () => {
    if (of) await fillTables(of, aws);
    const started = await coldStart(ready, of?.event, aws);
    if (of && !of.isExpected(started.result))
      throw new Error(`${of.name} returned ${JSON.stringify(started.result)}.`);
    return started;
  };
  return {
    name: found.name,
    kilobytes: found.bytes / 1000,
    isInvoked: of !== undefined,
    start,
    starts: [],
  };
}

function peerCandidate(peer: Peer): Candidate {
  const start = async () => {
    await fillTables(stockCase, aws);
    return coldStart(peer, stockCase.event, aws);
  };
  return { name: peer.name, isInvoked: true, start, starts: [] };
}

/** Gives the tables their items: those of the case, and what an earlier case wrote. */
async function fillTables({ tables, after }: ColdCase, { tables: present }: MockAws): Promise<void> {
  const written = after ? await writtenItems(after.name) : [];
  present.clear();
  for (const [name, items] of written)
    present.set(
      name,
      items.map((item) => ({ ...item, ...after?.keys[name] })),
    );
  for (const [name, items] of Object.entries(tables)) present.set(name, [...items]);
}

async function writtenItems(name: string): Promise<ReadonlyMap<string, readonly Item[]>> {
  const known = writtenBy.get(name);
  if (known) return known;
  await functionCandidate(packaged.find((each) => each.name === name)!).start();
  const written = new Map(aws.tables);
  writtenBy.set(name, written);
  return written;
}

function summarize({ starts }: Candidate) {
  const medianOf = (toMilliseconds: (start: ColdStart) => number) => median(starts.map(toMilliseconds));
  return {
    start: medianOf(({ start }) => start),
    load: medianOf(({ load }) => load),
    first: medianOf(({ first }) => first),
    total: medianOf(({ load, first }) => load + first),
  };
}

function namesOfUndici(): string {
  const loading = candidates.filter(({ starts }) => starts.some((each) => each.loadsUndici));
  return loading.map(({ name }) => name).join(', ') || 'none';
}

/** Prints the load of every function, the slowest first, and which are outliers. */
function reportLoads(): void {
  const loads = functions
    .map((each) => ({ ...each, load: summarize(each).load }))
    .toSorted((one, other) => other.load - one.load);
  const middle = median(loads.map(({ load }) => load));
  const rows = loads.map(({ name, kilobytes = 0, load }) => [
    name,
    `${kilobytes.toFixed(0)} KB`.padStart(8),
    load.toFixed(1).padStart(6),
    `${(load / middle).toFixed(2)}x`,
  ]);
  printFigure('load of every function, CPU milliseconds', `medians of ${runs} fresh processes, in turn`);
  console.log(formatTable([['', '    size', '  load', 'against the median'], ...rows]).join('\n'));
  printFigure(`median of ${loads.length} functions`, `${middle.toFixed(1)} ms`);
}

function report(reported: readonly Candidate[]): void {
  printFigure('CPU milliseconds', `medians of ${runs} fresh processes, in turn`);
  const rows = reported.map((candidate) => {
    const { load, first, total } = summarize(candidate);
    return { name: candidate.name, figures: [load, first, total] };
  });
  const columns = ['load (init)', 'first invocation', 'both'].map((name) => ({ name, digits: 1 }));
  console.log(ratioTable(columns, rows, { baseline: floor!.name }));
  const { total: ofTypical } = summarize(typical!);
  for (const each of reported)
    if (each.kilobytes !== undefined)
      printFigure(
        `${each.name}, ${each.kilobytes.toFixed(0)} KB, against ${typical!.name}`,
        `${(summarize(each).total / ofTypical).toFixed(2)}x`,
      );
  printFigure('functions that load undici', namesOfUndici());
  printFigure('start of Node.js, in addition', `${summarize(bare!).start.toFixed(1)} ms`);
}

/** Draws a section for each service. */
async function plot(): Promise<void> {
  const toBar = (each: Candidate) => {
    const { load, first } = summarize(each);
    const [service = '', name = service] = each.name.split('/');
    return {
      section: each === typical ? 'peer' : service,
      name,
      values: each.isInvoked ? [load, first] : [load],
    };
  };
  const bars = Map.groupBy([typical!, ...functions].map(toBar), ({ section }) => section);
  const svg = stackedBarPlot({
    title: `Cold starts, medians of ${runs}, Node.js ${process.version}`,
    unit: 'CPU milliseconds',
    series: ['load (init)', 'first invocation, where it was measured'],
    sections: [...bars].map(([name, of]) => ({ name, bars: of })),
    reference: { name: floor!.name, value: summarize(floor!).total },
  });
  printFigure('plot', await writePlot('cold-starts', svg));
}
