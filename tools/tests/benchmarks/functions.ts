import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageChanged } from '../../local-cloud/src/boot/packaging/package-services.ts';
import { STAGE } from '../../workspace/src/aws/aws-constants.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { serviceFolder, workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { lambdalithCopy } from '../lambdalith/lambdalith-copy.ts';
import { coldCases, type ColdCase } from './cold/cold-cases.ts';
import { coldStart } from './cold/cold-start.ts';
import { CLIENT_ID, customerPool } from './cold/customer-token.ts';
import { startMockAws } from './cold/mock-aws.ts';
import { unpackFunctions, type PackagedFunction } from './cold/packaged-functions.ts';
import { coldStarts } from './functions/cold-start-model.ts';
import { printFigure, printHeader } from './harness/header.ts';
import { median } from './harness/median.ts';
import { ratioTable } from './harness/ratio-table.ts';

/**
 * Compares one function per route with one for all routes (`deployment: lambdalith`): size, CPU time of cold starts, and
 * their number in a model of traffic. Usage: npm run bench:functions [-- SERVICE] [--runs 15]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '15' } },
});
const [service = 'inventory'] = positionals;
const runs = Number(values.runs);
const folderOfService = serviceFolder(service);
// 70 % of the requests are for one route, as reads of a product are; the others share the rest.
const FIRST_SHARE = 0.7;
const REQUESTS_PER_HOUR = [6, 60, 600, 6_000];
const [REQUEST_SECONDS, IDLE_SECONDS, HOURS] = [0.05, 420, 24];

printHeader();
await using cleanup = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'tradewind-functions-'));
cleanup.defer(() => rm(folder, { recursive: true }));
await withProgress('Package the services', () => packageChanged({ workspaceFolder: workspaceRoot }));
const copy = await withProgress(`Package ${service} as one function`, () => lambdalithCopy(service, STAGE));
cleanup.defer(() => copy.remove());

const single = unpackFunctions(folderOfService, join(folder, 'single'));
const merged = unpackFunctions(join(copy.folder, 'services', service), join(folder, 'merged'));
const together = merged.find(({ name }) => name === `${service}/api`)!;
const routes = single.filter(({ name }) => !merged.some((each) => each.name === name));

const pool = customerPool();
const aws = cleanup.use(await startMockAws({ keys: pool.keys, parameters: () => ({}) }));
const issuer = `${aws.url}/pool`;
const cases = coldCases({ issuer, accessToken: pool.accessToken(issuer) }).filter(
  ({ name, after }) => after === undefined && routes.some((route) => route.name === name),
);

interface Candidate {
  readonly name: string;
  readonly bytes: number;
  readonly starts: { readonly load: number; readonly total: number }[];
  readonly start: () => Promise<void>;
}
const candidates = cases.flatMap((each) => [
  candidateOf(
    each.name,
    routes.find(({ name }) => name === each.name)!,
    each,
  ),
  candidateOf(`  the same by ${together.name}`, together, each),
]);
await withProgress('Start the functions', async () => {
  for (let run = 0; run < runs; run++) for (const candidate of candidates) await candidate.start();
});
report();

function candidateOf(name: string, of: PackagedFunction, { event, tables, isExpected }: ColdCase): Candidate {
  const issuers = { CUSTOMER_ISSUER_URL: issuer, CUSTOMER_CLIENT_ID: CLIENT_ID };
  const known = Object.entries(issuers).filter(([key]) => key in of.environment);
  const ready = { ...of, environment: { ...of.environment, ...Object.fromEntries(known) } };
  const starts: Candidate['starts'] = [];
  const start = async () => {
    aws.tables.clear();
    for (const [table, items] of Object.entries(tables)) aws.tables.set(table, [...items]);
    const { load, first, result } = await coldStart(ready, event, aws);
    if (!isExpected(result)) throw new Error(`${name} returned ${JSON.stringify(result)}.`);
    starts.push({ load, total: load + first });
  };
  return { name, bytes: of.bytes, starts, start };
}

function report(): void {
  const sizes = [...routes, together].map(({ name, bytes }) => ({ name, figures: [bytes / 1000] }));
  console.log(`\n${ratioTable([{ name: 'KB' }], sizes, { baseline: together.name })}`);

  console.log(`\ncold starts, CPU ms, medians of ${runs} fresh processes in turn`);
  for (let index = 0; index < candidates.length; index += 2) {
    const rows = candidates.slice(index, index + 2).map(({ name, starts }) => ({
      name,
      figures: [median(starts.map(({ load }) => load)), median(starts.map(({ total }) => total))],
    }));
    const columns = [
      { name: 'load', digits: 1 },
      { name: 'total', digits: 1 },
    ];
    console.log(ratioTable(columns, rows, { baseline: rows[0]!.name }));
  }

  console.log(
    `\ncold starts per 1,000 requests in a model: ${HOURS} hours, ${routes.length} routes, one of them`,
  );
  console.log(
    `with ${FIRST_SHARE * 100} % of the requests; an instance is kept for ${IDLE_SECONDS / 60} minutes`,
  );
  const others = routes.slice(1).map(() => (1 - FIRST_SHARE) / (routes.length - 1));
  for (const requestsPerHour of REQUESTS_PER_HOUR) {
    const traffic = {
      requestsPerHour,
      hours: HOURS,
      requestSeconds: REQUEST_SECONDS,
      idleSeconds: IDLE_SECONDS,
    };
    const counted = coldStarts({ ...traffic, shares: others.length > 0 ? [FIRST_SHARE, ...others] : [1] });
    const perThousand = (count: number) => ((count / counted.requests) * 1000).toFixed(1);
    printFigure(
      `${requestsPerHour} requests per hour: one function per route, one for all`,
      `${perThousand(counted.perRoute)}, ${perThousand(counted.together)}`,
    );
  }
}
