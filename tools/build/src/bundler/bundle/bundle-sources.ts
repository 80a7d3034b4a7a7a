import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { schemaSources } from '../schemas/schema-module.ts';
import type { BuildRecord } from '../dist-folder.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

/** Tracks the source files of each bundle of a service, so that an edit rebuilds only the affected bundles. */
export interface BundleSources {
  /** @returns the names of the functions whose bundles contain the files */
  findFunctions(files: ReadonlySet<string>): string[];
  has(functionName: string): boolean;
  update(metafile: Metafile): void;
}

/**
 * @param folder   the folder of the service
 * @param isBuilt  whether the record of its last build is the initial state; otherwise, no bundle exists
 */
export function bundleSources(folder: string, { isBuilt = true } = {}): BundleSources {
  const sources = new Map<string, ReadonlySet<string>>();
  const addBundles = (metafile: Metafile, schemas: BuildRecord['schemaSources']) => {
    for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
      if (!output.endsWith('.mjs') || entryPoint === undefined) continue;
      const files = importedFiles(entryPoint, metafile).map((input) => resolve(workspaceRoot, input));
      const throughSchemas = files.flatMap((file) => schemas[file] ?? []);
      sources.set(basename(output, '.mjs'), new Set([...files, ...throughSchemas]));
    }
  };
  const record = join(folder, 'dist/meta.json');
  if (isBuilt && existsSync(record)) {
    const lastBuild = JSON.parse(readFileSync(record, 'utf8')) as BuildRecord;
    addBundles(lastBuild, lastBuild.schemaSources);
  }
  return {
    findFunctions(files) {
      const real = [...files].flatMap((file) => [file, ...(existsSync(file) ? [realpathSync(file)] : [])]);
      return [...sources].filter(([, of]) => real.some((file) => of.has(file))).map(([name]) => name);
    },
    has: (name) => sources.has(name),
    update: (metafile) => addBundles(metafile, schemaSources()),
  };
}

/**
 * Returns all files that an entry point imports. A bundle's own list of inputs lacks the files of which nothing is left, such
 * as a file with a constant that esbuild inlines.
 */
function importedFiles(entryPoint: string, { inputs }: Metafile): string[] {
  const files = new Set([entryPoint]);
  for (const file of files)
    for (const { path, external } of inputs[file]?.imports ?? []) if (!external) files.add(path);
  return [...files];
}
