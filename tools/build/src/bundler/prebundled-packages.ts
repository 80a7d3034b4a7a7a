import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { leanSdk } from './lean-sdk.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** Raised when what is made here changes, so that what an older version made is not taken. */
const FORMAT = 1;
const NAME = 'prebundled-packages';

/** By the name that code imports: the module that stands for the package. */
type Modules = Readonly<Record<string, string>>;

let modules: Promise<Modules> | undefined;

/**
 * An esbuild plugin for builds while somebody edits. Packages do not change then: each is bundled once, and bundles
 * import it from there, so that an edit links some fifty modules instead of the 1500 files of the AWS SDK and TypeBox.
 * What runs is the same code as after a build for deployment, in two files instead of one.
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

/** Bundles the workspace's dependencies, unless an earlier process did with the same versions. */
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
  // Made aside, as two processes may do it at once, and one may be ended half-way.
  const draft = `${folder}-${randomUUID()}`;
  const { metafile } = await build({
    entryPoints: Object.fromEntries(packages.map((name) => [name, name])),
    absWorkingDir: workspaceRoot,
    outdir: draft,
    bundle: true,
    // Packages share what they have in common, so that it exists once.
    splitting: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    legalComments: 'none',
    mainFields: ['module', 'main'],
    conditions: ['module', 'import'],
    plugins: [leanSdk()],
    logLevel: 'silent',
  });
  const index: Record<string, string> = {};
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    const path = join(workspaceRoot, file).slice(draft.length + 1);
    // Of CommonJS the names are not known in advance: such a package is bundled the usual way.
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
