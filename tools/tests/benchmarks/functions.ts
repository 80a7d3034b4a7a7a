import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../build/src/bundler/bundle/bundle-options.ts';
import { readServiceManifest } from '../../build/src/bundler/service-manifest.ts';
import { printHeader } from './harness/header.ts';
import { median } from './harness/median.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/**
 * Compares one function per route with one for all routes of a service: size and load time in fresh processes, in turn.
 * Usage: npm run bench:functions [-- SERVICE]
 */
const [service = 'inventory'] = process.argv.slice(2);
const RUNS = 15;

// What a handler might declare of its environment, in a form that is a text and a URL: nothing is called.
const anyVariable = `process.env = new Proxy(process.env, {
  get: (variables, name) => variables[name] ?? (/_(TABLE|ARN|URL|BUCKET)$/.test(String(name)) ? 'http://127.0.0.1:9' : undefined),
});`;

printHeader();
const serviceFolder = join(workspaceRoot, 'services', service);
const manifest = readServiceManifest(serviceFolder);
const routes = manifest.functions.filter(({ declarationFile }) => declarationFile !== undefined);
const folder = await mkdtemp(join(tmpdir(), 'tradewind-functions-'));
try {
  const together = join(serviceFolder, 'src', 'handlers', `all-${process.pid}.bench.ts`);
  await writeFile(
    together,
    routes.map(({ name }, index) => `export { handler as handler${index} } from './${name}.ts';`).join('\n'),
  );
  try {
    const allInOne = { name: 'all-in-one', handlerFile: together, declarationFile: undefined, routes: [] };
    const options = bundleOptions({ ...manifest, functions: [...routes, allInOne] });
    await withProgress(`Bundle ${service}`, () => build({ ...options, outdir: folder, write: true }));
  } finally {
    await rm(together);
  }
  await withProgress('Load the bundles', report);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function report(): Promise<void> {
  const bundles = (await readdir(folder)).filter((file) => file.endsWith('.mjs'));
  const times = new Map<string, number[]>(bundles.map((file) => [file, []]));
  for (let run = 0; run < RUNS; run++)
    for (const file of bundles) times.get(file)?.push(importMilliseconds(file));

  const whole = median(times.get('all-in-one.mjs') ?? []);
  console.log(`${service}: ${routes.length} routes, node ${process.version}, median of ${RUNS}`);
  for (const file of bundles) {
    const { size } = await stat(join(folder, file));
    const time = median(times.get(file) ?? []);
    const ratio = `${(time / whole).toFixed(2)} of all-in-one`;
    console.log(
      `${file.padEnd(32)} ${(size / 1000).toFixed(0).padStart(5)} KB ${time.toFixed(0).padStart(5)} ms  ${ratio}`,
    );
  }
}

function importMilliseconds(file: string): number {
  const script = `${anyVariable}
    const startedAt = performance.now();
    await import(${JSON.stringify(join(folder, file))});
    console.log(performance.now() - startedAt);`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], AWS_REGION: 'us-east-1' },
  });
  return Number(printed);
}
