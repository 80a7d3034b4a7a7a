import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud } from '../../local-cloud/src/boot/local-cloud.ts';
import { temporaryWorkspace } from '../../workspace/src/testing/temporary-workspace.ts';
import { printFigure, printHeader } from './harness/header.ts';
import { runMeasured, type MeasuredChild } from './harness/measured-child.ts';
import { median, medianOf } from './harness/median.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { generateServices } from './workspace/generate-services.ts';
import { recordAsDeployed } from './workspace/nothing-to-deploy.ts';
import { checkRandomEdits } from './workspace/random-edits.ts';

/**
 * Measures a workspace of a hundred services: affected projects, packaging, the plan of a deployment, and deployments with
 * nothing to do. Usage: npm run bench:workspace [-- SERVICES]
 */
const count = Number(process.argv[2] ?? 100);
const RUNS = 5;
const EDITS = 50;
const [stage, region] = ['local', 'us-east-1'];

const inSeconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

// By the environment rather than by --stage, so that every command asks for the same packages.
const workspace = temporaryWorkspace({
  services: ['platform', 'identity'],
  env: { TRADEWIND_STAGE: stage, AWS_REGION: region },
});
try {
  printHeader();
  let tellers: readonly string[] = [];
  const generate = async () => ({ tellers } = await generateServices(workspace, count));
  const generated = await withProgress(`Generate ${count} services`, () => timed(generate));
  printFigure(`generate ${count} services`, inSeconds(generated));
  await withProgress('List what is affected', measureAffected);
  await withProgress('Package', measurePackaging);
  await withProgress('Deploy', () => measureDeploys(tellers));
} finally {
  workspace.remove();
}

async function measureAffected(): Promise<void> {
  const list = () => workspace.run('nx', 'show', 'projects', '--affected', '--base=HEAD', '--json');
  printFigure('list what is affected, with no project graph yet', inSeconds(await timed(list)));
  await edit('services/bench-aa/src/models/bench-aa.ts');
  printFigure('  after an edit of one service', inSeconds(await medianOf(RUNS, () => timed(list))));
  const seed = Date.now() % 1_000_000;
  const { edits, alone } = await checkRandomEdits(workspace, { edits: EDITS, seed });
  printFigure(
    'random edits that affect exactly who imports them',
    `${edits} of ${edits} (${alone} affect one)`,
  );
}

async function measurePackaging(): Promise<void> {
  const packageAffected = () => workspace.run('nx', 'affected', '-t', 'package', '--base=HEAD');
  const packageAll = () => workspace.run('nx', 'run-many', '-t', 'package');
  const one = await timed(packageAffected);
  printFigure('package what an edit of one service affects, cold cache', inSeconds(one));
  // Nothing that was packaged for the one may help the many.
  await forgetPackages();
  const all = await timed(packageAll);
  printFigure(`package all ${count + 2}, cold cache`, inSeconds(all));
  printFigure('  one against all', `1/${(all / one).toFixed(0)}`);
  printFigure('  all again, from the cache', inSeconds(await medianOf(RUNS, () => timed(packageAll))));
}

async function measureDeploys(tellers: readonly string[]): Promise<void> {
  const { folder } = workspace;
  const planned = await workspace.run(
    'node',
    'tools/operations/src/commands/deploy-graph.ts',
    '--format=json',
  );
  const { waves } = JSON.parse(planned) as { waves: string[][] };
  const plan = () => workspace.run('node', 'tools/operations/src/commands/deploy-graph.ts');
  printFigure('plan the deploy', inSeconds(await medianOf(RUNS, () => timed(plan))));
  printFigure('  its waves', waves.map(({ length }) => length).join(', then '));

  const stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
  const cloud = await startLocalCloud({
    workspaceFolder: folder,
    services: ['platform', 'identity', ...tellers],
    packaged: Promise.resolve(),
    apiPort: 0,
    cloudPort: 0,
    stateFolder,
  });
  try {
    const { accessKeyId, secretAccessKey } = cloud.credentials;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: cloud.endpointUrl,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    });
    await recordAsDeployed(folder, { services: waves.flat(), stage, region });
    const deployAll = () => measured('run-many', '-t', 'deploy', '--output-style=static');
    // What Nx takes for the same tasks when each ends at once, so the rest is the cost of the deployments.
    const cached = await medianChild(() => measured('run-many', '-t', 'package'));
    // The first one fills the compile cache.
    await deployAll();
    const deployed = await medianChild(deployAll);
    printFigure('package all, from the cache', `${cached.seconds} s, ${cached.cpuSeconds} s of CPU`);
    printFigure(
      `deploy all ${count + 2} with nothing to do`,
      `${deployed.seconds} s, ${deployed.cpuSeconds} s of CPU`,
    );
    const skipped = deployed.stdout.match(/Skipped\./g)?.length ?? 0;
    if (skipped !== waves.flat().length) throw new Error(`Only ${skipped} were skipped:\n${deployed.stdout}`);
    printFigure('  a process for each, which asks the ledger', await oneByOne(waves.flat()));
  } finally {
    await cloud.stop();
    await rm(stateFolder, { recursive: true, force: true });
  }
}

/** Runs Nx in the workspace. @throws Error with its output if it fails */
async function measured(...args: readonly string[]): Promise<MeasuredChild> {
  const child = await runMeasured([join(workspace.folder, 'node_modules/.bin/nx'), ...args], {
    cwd: workspace.folder,
    env: workspace.environment,
  });
  if (child.exitCode !== 0) throw new Error(`nx ${args.join(' ')}:\n${child.stdout}${child.stderr}`);
  return child;
}

async function medianChild(measure: () => Promise<MeasuredChild>) {
  const children: MeasuredChild[] = [];
  for (let run = 0; run < RUNS; run++) children.push(await measure());
  const medianSeconds = (milliseconds: readonly number[]) => (median(milliseconds) / 1000).toFixed(1);
  return {
    seconds: medianSeconds(children.map(({ wallMillis }) => wallMillis)),
    cpuSeconds: medianSeconds(children.map(({ cpuMillis }) => cpuMillis)),
    stdout: children.at(-1)!.stdout,
  };
}

/** The baseline: the command itself for a few services, as each task would run it without a plan, for all of them. */
async function oneByOne(services: readonly string[]): Promise<string> {
  const cpuMillis: number[] = [];
  for (const name of services.slice(0, RUNS)) {
    const command = ['tools/operations/src/commands/deploy.ts', `services/${name}`];
    const child = await runMeasured([process.execPath, ...command], {
      cwd: workspace.folder,
      env: workspace.environment,
    });
    if (!child.stdout.includes('Skipped.')) throw new Error(`${child.stdout}${child.stderr}`);
    cpuMillis.push(child.cpuMillis);
  }
  const each = median(cpuMillis) / 1000;
  return `${each.toFixed(2)} s of CPU each, ${(each * services.length).toFixed(0)} s for all`;
}

async function edit(file: string): Promise<void> {
  const path = join(workspace.folder, file);
  await writeFile(path, `${await readFile(path, 'utf8')}export const edited = ${Date.now()};\n`);
}

async function forgetPackages(): Promise<void> {
  for (const folder of ['.nx/cache', '.nx/workspace-data'])
    await rm(join(workspace.folder, folder), { recursive: true, force: true });
}
