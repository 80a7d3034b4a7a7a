import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { codeVersion } from './code-version.ts';
import { leanLogEvents } from './lean-log-events.ts';
import { leanSdk } from './lean-sdk.ts';
import { onePowertools } from './one-powertools.ts';
import { precompileSchemas } from './precompile-schemas.ts';
import { schemasArePure } from './schemas-are-pure.ts';
import type { ServiceManifest } from './service-manifest.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** CommonJS packages inside an ES module ask for `require`; a bundle without any pays nothing but these bytes. */
const requireForCommonJs =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * @returns esbuild's options for all functions of a service in one call: one minified ES module per function
 */
export const bundleOptions = ({ folder, functions }: Pick<ServiceManifest, 'folder' | 'functions'>) => ({
  ...optionsFor(
    folder,
    functions.map(({ name, handlerFile }) => [name, handlerFile]),
  ),
  plugins: [
    precompileSchemas(),
    schemasArePure(),
    leanSdk(),
    leanLogEvents(),
    onePowertools(),
    codeVersion(),
  ],
});

/**
 * @returns esbuild's options for all tasks of a service. They keep the whole SDK: a container's credentials come from
 *   an address that ECS gives it, not from the environment, and nobody waits for its cold start.
 */
export const taskBundleOptions = ({ folder, tasks }: Pick<ServiceManifest, 'folder' | 'tasks'>) => ({
  ...optionsFor(
    folder,
    tasks.map(({ name, taskFile }) => [name, taskFile]),
  ),
  plugins: [precompileSchemas(), schemasArePure(), leanLogEvents(), onePowertools(), codeVersion()],
});

const optionsFor = (folder: string, entries: readonly (readonly [name: string, file: string])[]) =>
  ({
    entryPoints: Object.fromEntries(entries),
    absWorkingDir: workspaceRoot,
    outdir: join(folder, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minify: true,
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    // The ES modules of a package shake and load better than its CommonJS: 25 ms of a cold start with the SDK.
    mainFields: ['module', 'main'],
    conditions: ['module', 'import'],
    banner: { js: requireForCommonJs },
    logLevel: 'silent',
  }) satisfies BuildOptions;
