import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { requiredBuiltins } from './required-builtins.ts';
import { slimAwsSdk } from './slim-aws-sdk.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

/** Increase it when the output of this module changes, so that old caches are not used. */
const FORMAT = 3;
const NAME = 'prebundled-packages';

/** The prebundled module of each package, by the imported name. */
type Modules = Readonly<Record<string, string>>;

let modules: Promise<Modules> | undefined;

/**
 * An esbuild plugin for incremental builds. It bundles each package once and imports it from there, so that an edit links
 * about 50 modules instead of the 1,500 files of the AWS SDK and TypeBox. The code that runs is the same as in a deployed
 * bundle, but in two files instead of one.
 */
export const prebundledPackages = (): Plugin => ({
  name: NAME,
  async setup({ onResolve }) {
    const known = await (modules ??= prebundle());
    onResolve({ filter: /^[^./#]/ }, ({ path, kind }) =>
      kind === 'import-statement' && path in known
        ? { path: known[path]!, external: true, sideEffects: false }
        : undefined,
    );
  },
});

/** Bundles the dependencies of the workspace, unless an earlier process did so with the same versions. */
async function prebundle(): Promise<Modules> {
  const { dependencies } = JSON.parse(await readFile(join(workspaceRoot, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const lock = await readFile(join(workspaceRoot, 'package-lock.json'), 'utf8').catch(() => '');
  const key = createHash('sha256')
    .update(JSON.stringify([FORMAT, dependencies, lock]))
    .digest('hex');
  const folder = join(workspaceRoot, 'node_modules/.cache', NAME, key.slice(0, 16));
  if (!existsSync(folder)) await fill(folder, Object.keys(dependencies));
  const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as Modules;
  return Object.fromEntries(Object.entries(index).map(([name, file]) => [name, join(folder, file)]));
}

async function fill(folder: string, packages: readonly string[]): Promise<void> {
  // Written to a draft folder, because two processes can do it at once, and one can be interrupted.
  const draft = `${folder}-${randomUUID()}`;
  const { metafile } = await build({
    entryPoints: Object.fromEntries(packages.map((name) => [name, name])),
    absWorkingDir: workspaceRoot,
    outdir: draft,
    bundle: true,
    // Modules that several packages use are bundled once.
    splitting: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    legalComments: 'none',
    mainFields: ['module', 'main'],
    conditions: ['module', 'import'],
    plugins: [requiredBuiltins(), slimAwsSdk()],
    logLevel: 'silent',
  });
  const index: Record<string, string> = {};
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    const path = join(workspaceRoot, file).slice(draft.length + 1);
    // The exports of CommonJS packages are not known statically, so these packages are not prebundled.
    if (entryPoint && metafile.inputs[entryPoint]?.format === 'esm')
      index[path.slice(0, -'.js'.length)] = path;
  }
  await mkdir(draft, { recursive: true });
  await writeFile(join(draft, 'package.json'), '{ "type": "module" }\n');
  await writeFile(join(draft, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
  await rename(draft, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  });
}
