import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { lambdalithEntry } from './lambdalith-entry.ts';
import { handlerEntry } from './handler-entry.ts';
import { codeVersion } from './code-version.ts';
import { requiredBuiltins } from './required-builtins.ts';
import { stripDescriptions } from './strip-descriptions.ts';
import { slimAwsSdk } from './slim-aws-sdk.ts';
import { deduplicatePowertools } from './deduplicate-powertools.ts';
import { precompileSchemas } from '../schemas/precompile-schemas.ts';
import { pureSchemas } from '../schemas/pure-schemas.ts';
import type { ServiceManifest } from '../service-manifest.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

/** CommonJS packages in an ES module use `require`. It is created at its first use: most functions never do. */
const requireForCommonJs =
  "let __load;const require=(id)=>(__load??=process.getBuiltinModule('node:module').createRequire(import.meta.url))(id);";

/**
 * @returns esbuild's options for all functions of a service: one minified ES module per function
 */
export const bundleOptions = ({
  folder,
  functions,
  bundles,
}: Pick<ServiceManifest, 'folder' | 'functions' | 'bundles'>) => ({
  ...optionsFor(
    folder,
    bundles.map(({ name, entry }) => [name, entry]),
  ),
  plugins: [
    lambdalithEntry(folder, functions),
    requiredBuiltins(),
    handlerEntry(),
    precompileSchemas(),
    pureSchemas(),
    slimAwsSdk(),
    stripDescriptions(),
    deduplicatePowertools(),
    codeVersion(),
  ],
});

/**
 * @returns esbuild's options for all tasks of a service. They keep the complete SDK, because ECS provides credentials
 *   through an endpoint instead of environment variables.
 */
export const taskBundleOptions = ({ folder, tasks }: Pick<ServiceManifest, 'folder' | 'tasks'>) => ({
  ...optionsFor(
    folder,
    tasks.map(({ name, taskFile }) => [name, taskFile]),
  ),
  plugins: [
    requiredBuiltins(),
    precompileSchemas(),
    pureSchemas(),
    stripDescriptions(),
    deduplicatePowertools(),
    codeVersion(),
  ],
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
    // ES modules support tree shaking and load faster than CommonJS: 25 ms of a cold start with the SDK.
    mainFields: ['module', 'main'],
    conditions: ['module', 'import'],
    banner: { js: requireForCommonJs },
    logLevel: 'silent',
  }) satisfies BuildOptions;
