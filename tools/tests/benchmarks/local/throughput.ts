import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetFunctionConfigurationCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import type { StartedSystem } from '../../../local-cloud/src/testing/started-system.ts';
import { printFigure } from '../harness/header.ts';
import { median } from '../harness/median.ts';
import { memoryOfTree } from '../harness/process-memory.ts';
import { bareServerRate, requestRate } from '../request-rate.ts';
import { startMinistack } from './ministack.ts';
import { developer, type Peer, REGION, type Workload } from './peer.ts';
import { processorSeconds } from './processor-time.ts';
import { startServerlessOffline } from './serverless-offline.ts';

const PRODUCT_ID = `prd_${'1'.padStart(36, '0')}`;
/** Spare environments end after five seconds, and V8 returns their memory eight seconds later. */
const SETTLE_MILLISECONDS = 30_000;

interface Rates {
  readonly perSecond: number[];
  readonly perProcessorSecond: number[];
}

/**
 * Prints how many times a second the system answers `GET /catalog/products/{id}` to 32 connections, compared with other
 * local AWS that run the same bundle. All of them run at the same time, and are measured in turn.
 */
export async function measureThroughput(system: StartedSystem, runs: number): Promise<void> {
  const own: Peer = {
    name: 'this local cloud',
    url: `${system.apiUrl}/catalog/products/${PRODUCT_ID}`,
    pid: system.pid,
    stop: async () => {},
  };
  const folder = await mkdtemp(join(tmpdir(), 'tradewind-peers-'));
  const peers = [own, ...(await startPeers(folder, await workloadOf(system)))];
  try {
    const rates = new Map<Peer, Rates>(
      peers.map((peer) => [peer, { perSecond: [], perProcessorSecond: [] }]),
    );
    const bare: number[] = [];
    const body = await (await fetch(own.url)).text();
    // Warm up: the first requests load code, and the next thousand are optimized.
    for (const { url } of peers) await requestRate(url);
    for (let run = 0; run < runs; run++) {
      for (const peer of peers) addRate(rates.get(peer)!, await measured(peer));
      bare.push(await bareServerRate(body));
    }
    print(peers, rates, bare);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MILLISECONDS));
    for (const { name, pid } of peers)
      printFigure(`memory of ${name}, ${SETTLE_MILLISECONDS / 1000} s after`, `${memoryOfTree(pid)} MB`);
  } finally {
    for (const { stop } of peers) await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Rate {
  readonly perSecond: number;
  readonly perProcessorSecond: number;
}

async function measured({ url, pid }: Peer): Promise<Rate> {
  const [startedAt, before] = [performance.now(), processorSeconds(pid)];
  const perSecond = await requestRate(url);
  const requests = (perSecond * (performance.now() - startedAt)) / 1000;
  return { perSecond, perProcessorSecond: requests / (processorSeconds(pid) - before) };
}

function addRate({ perSecond, perProcessorSecond }: Rates, rate: Rate): void {
  perSecond.push(rate.perSecond);
  perProcessorSecond.push(rate.perProcessorSecond);
}

function print(peers: readonly Peer[], rates: ReadonlyMap<Peer, Rates>, bare: readonly number[]): void {
  const [own, ...others] = peers.map((peer) => ({ peer, ...rates.get(peer)! }));
  const share = own!.perSecond.map((rate, run) => rate / bare[run]!);
  printFigure(
    'GET /catalog/products/{id}, 32 connections',
    `${Math.round(median(own!.perSecond))} requests/s`,
  );
  printFigure('  per second of CPU time', `${Math.round(median(own!.perProcessorSecond))} requests`);
  printFigure('  against a bare Node server with the same answer', `${(median(share) * 100).toFixed(1)} %`);
  for (const { peer, perSecond, perProcessorSecond } of others) {
    const ratios = own!.perSecond.map((rate, run) => rate / perSecond[run]!);
    const processorRatios = own!.perProcessorSecond.map((rate, run) => rate / perProcessorSecond[run]!);
    printFigure(`  ${peer.name}`, `${Math.round(median(perSecond))} requests/s`);
    printFigure(`  against ${peer.name}`, `${median(ratios).toFixed(1)}x`);
    printFigure(`  against it, per second of CPU time`, `${median(processorRatios).toFixed(1)}x`);
  }
}

async function workloadOf({ endpointUrl }: StartedSystem): Promise<Workload> {
  const client = new LambdaClient({ endpoint: endpointUrl, region: REGION, credentials: developer });
  const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
  const FunctionName = Functions.map(({ FunctionName: name = '' }) => name).find((name) =>
    name.endsWith('-get-product'),
  );
  const configuration = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const bundle = `${configuration.Handler?.split('.')[0] ?? ''}.mjs`;
  const bundlePath = join(workspaceRoot, 'services/catalog', bundle);
  await readFile(bundlePath);
  return { bundlePath, configuration, productId: PRODUCT_ID, endpointUrl };
}

/** A peer that this machine cannot install is left out. */
async function startPeers(folder: string, workload: Workload): Promise<Peer[]> {
  const peers: Peer[] = [];
  for (const [name, start] of [
    ['ministack', startMinistack],
    ['serverless-offline', startServerlessOffline],
  ] as const) {
    const own = await mkdtemp(join(folder, 'peer-'));
    try {
      peers.push(...(await start(own, workload)));
    } catch (error) {
      console.log(`${name} is left out: ${String((error as Error).message).split('\n')[0]}`);
    }
  }
  return peers;
}
