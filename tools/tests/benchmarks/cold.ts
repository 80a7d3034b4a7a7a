import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { buildPeers, type Peer } from './cold/build-peers.ts';
import { coldCases, type ColdCase, type Item } from './cold/cold-cases.ts';
import { coldStart, type ColdStart } from './cold/cold-start.ts';
import { CLIENT_ID, customerPool } from './cold/customer-token.ts';
import { startMockAws, type MockAws } from './cold/mock-aws.ts';
import { unpackFunctions } from './cold/packaged-functions.ts';
import { printFigure, printHeader } from './harness/header.ts';
import { median } from './harness/median.ts';
import { barPlot } from './harness/plots/bar-plot.ts';
import { writePlot } from './harness/plots/write-plot.ts';
import { ratioTable } from './harness/ratio-table.ts';

/**
 * The CPU time of cold starts: of packaged functions as they ship, against floors and a peer, in fresh processes in turn, so
 * that all meet the same noise. Usage: npm run bench:cold [-- SERVICE/FUNCTION…] [--runs 15] [--plot]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '15' }, plot: { type: 'boolean', default: false } },
});
const runs = Number(values.runs);

printHeader();

/** One line of the report. */
interface Candidate {
  readonly name: string;
  readonly kilobytes?: number;
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
const unknown = positionals.filter((name) => !cases.some((each) => each.name === name));
if (unknown.length > 0)
  throw new Error(`No case for ${unknown.join(', ')}. Known: ${cases.map(({ name }) => name).join(', ')}.`);
const chosen = cases.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

const peers = await buildPeers(folder);
const stockCase = cases[0]!;
const writtenBy = new Map<string, Map<string, Item[]>>();
const functions = await withProgress('Unpack the functions', async () => chosen.map(functionCandidate));
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
report();
if (values.plot) await plot();

function functionCandidate(of: ColdCase): Candidate {
  const [service = '', name = ''] = of.name.split('/');
  const found = unpackFunctions(join(workspaceRoot, 'services', service), folder).find(
    (each) => each.name === `${service}/${name}`,
  );
  if (!found) throw new Error(`${of.name} is not packaged. Run "npx nx package ${service} --stage=local".`);
  const issuers = { CUSTOMER_ISSUER_URL: issuer, CUSTOMER_CLIENT_ID: CLIENT_ID };
  const known = Object.entries(issuers).filter(([key]) => key in found.environment);
  const ready = { ...found, environment: { ...found.environment, ...Object.fromEntries(known) } };
  const start = async () => {
    await fillTables(of, aws);
    const started = await coldStart(ready, of.event, aws);
    if (!of.isExpected(started.result))
      throw new Error(`${of.name} returned ${JSON.stringify(started.result)}.`);
    return started;
  };
  return { name: of.name, kilobytes: found.bytes / 1000, start, starts: [] };
}

function peerCandidate(peer: Peer): Candidate {
  const start = async () => {
    await fillTables(stockCase, aws);
    return coldStart(peer, stockCase.event, aws);
  };
  return { name: peer.name, start, starts: [] };
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
  await functionCandidate(cases.find((each) => each.name === name)!).start();
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

function report(): void {
  printFigure('CPU milliseconds', `medians of ${runs} fresh processes, in turn`);
  const rows = candidates.map((candidate) => {
    const { load, first, total } = summarize(candidate);
    return { name: candidate.name, figures: [load, first, total] };
  });
  const columns = ['load (init)', 'first invocation', 'both'].map((name) => ({ name, digits: 1 }));
  console.log(ratioTable(columns, rows, { baseline: floor!.name }));
  const { total: ofTypical } = summarize(typical!);
  for (const each of functions)
    printFigure(
      `${each.name}, ${each.kilobytes?.toFixed(0)} KB, against ${typical!.name}`,
      `${(summarize(each).total / ofTypical).toFixed(2)}x`,
    );
  printFigure('functions that load undici', namesOfUndici());
  printFigure('start of Node.js, in addition', `${summarize(bare!).start.toFixed(1)} ms`);
}

async function plot(): Promise<void> {
  const groups = [floor!, typical!, ...functions].map((each) => {
    const { load, first } = summarize(each);
    return { name: each.name, values: [load, first] };
  });
  const title = `Cold starts, medians of ${runs}, Node.js ${process.version}`;
  const svg = barPlot({
    title,
    unit: 'CPU milliseconds',
    series: ['load (init)', 'first invocation'],
    groups,
  });
  printFigure('plot', await writePlot('cold-starts', svg));
}
