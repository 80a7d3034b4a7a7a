import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { slimAwsSdk } from '../../build/src/bundler/bundle/slim-aws-sdk.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { coldStart } from './cold/cold-start.ts';
import { startMockAws } from './cold/mock-aws.ts';
import { printHeader } from './harness/header.ts';
import { median } from './harness/median.ts';
import { ratioTable } from './harness/ratio-table.ts';

/**
 * Compares clients of DynamoDB at a cold start: the size of a bundle that reads one item, and the CPU time of its import
 * and first call in fresh processes in turn. Usage: npm run bench:client [-- --runs 15]
 */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' } } });
const runs = Number(values.runs);
const sources = fileURLToPath(new URL('client/', import.meta.url));
const FLOOR = 'hand-signed request';
const options = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  conditions: ['module', 'import'],
  logLevel: 'silent',
} satisfies BuildOptions;

interface Variant {
  readonly name: string;
  readonly modulePath: string;
  readonly bytes: number;
}

await using cleanup = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'tradewind-client-'));
cleanup.defer(() => rm(folder, { recursive: true }));
const aws = cleanup.use(await startMockAws({ keys: {}, parameters: () => ({}) }));
const productId = 'prd_1';
aws.tables.set('StockTable', [{ productId, available: 12 }]);

const variants = await withProgress('Bundle the clients', bundleAll);
const starts = new Map(variants.map(({ name }) => [name, [] as { load: number; first: number }[]]));
await withProgress('Start the functions', async () => {
  // The first round is not counted: it fills the page cache.
  for (let run = 0; run <= runs; run++)
    for (const variant of variants) {
      const started = await coldStart(toFunction(variant), { pathParameters: { productId } }, aws);
      const { body } = started.result as { body: string };
      if ((JSON.parse(body) as { available: unknown }).available !== 12)
        throw new Error(`${variant.name} returned ${body}.`);
      if (run > 0) starts.get(variant.name)!.push(started);
    }
});

printHeader();
console.log(`CPU milliseconds, medians of ${runs} fresh processes in turn, against a loopback HTTPS server`);
const columns = [
  { name: 'bundle KB', digits: 1 },
  { name: 'import', digits: 1 },
  { name: 'first call', digits: 1 },
  { name: 'sum', digits: 1 },
];
console.log(ratioTable(columns, variants.map(toRow), { baseline: FLOOR }));

function toRow({ name, bytes }: Variant) {
  const measured = starts.get(name)!;
  const medianOf = (pick: (start: { load: number; first: number }) => number) => median(measured.map(pick));
  return {
    name,
    figures: [
      bytes / 1000,
      medianOf(({ load }) => load),
      medianOf(({ first }) => first),
      medianOf(({ load, first }) => load + first),
    ],
  };
}

async function bundleAll(): Promise<Variant[]> {
  return [
    await bundleFloor(),
    await bundle('thin client (libs/aws)', join(sources, 'thin.ts')),
    await bundle('aws-lite', join(sources, 'aws-lite.mjs')),
    await bundle('SDK, credential chain replaced', join(sources, 'sdk.ts'), [slimAwsSdk()]),
    await bundle('SDK', join(sources, 'sdk.ts')),
  ];
}

async function bundle(name: string, entry: string, plugins: Plugin[] = []): Promise<Variant> {
  const modulePath = join(folder, name.replaceAll(/\W+/g, '-'));
  await build({
    ...options,
    entryPoints: [entry],
    outfile: `${modulePath}.mjs`,
    plugins,
    format: 'esm',
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  });
  return { name, modulePath, bytes: (await stat(`${modulePath}.mjs`)).size };
}

/** The floor of bench:cold, which is CommonJS. */
async function bundleFloor(): Promise<Variant> {
  const modulePath = join(folder, 'floor');
  const entryPoints = [join(sources, '../cold/peers/hand-signed.cjs')];
  await build({ ...options, entryPoints, outfile: `${modulePath}.cjs`, format: 'cjs' });
  return { name: FLOOR, modulePath, bytes: (await stat(`${modulePath}.cjs`)).size };
}

function toFunction({ name, modulePath }: Variant) {
  const environment = { STOCK_TABLE: 'StockTable' };
  return { name, functionName: 'get-stock', modulePath, exportName: 'handler', environment };
}
