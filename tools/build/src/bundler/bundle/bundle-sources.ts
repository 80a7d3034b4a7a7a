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

/** @param folder  the folder of the service; the record of its last build is the initial state */
export function bundleSources(folder: string): BundleSources {
  const sources = new Map<string, ReadonlySet<string>>();
  const addBundles = (metafile: Metafile, schemas: BuildRecord['schemaSources']) => {
    for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
      if (!output.endsWith('.mjs')) continue;
      const files = Object.keys(inputs).map((input) => resolve(workspaceRoot, input));
      const throughSchemas = files.flatMap((file) => schemas[file] ?? []);
      sources.set(basename(output, '.mjs'), new Set([...files, ...throughSchemas]));
    }
  };
  const record = join(folder, 'dist/meta.json');
  if (existsSync(record)) {
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
