import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { schemaSources } from './schema-module.ts';
import type { BuildRecord } from './service-build.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** Knows which source files each bundle of a service was made from, so that an edit rebuilds no other. */
export interface BundleSources {
  /** @returns names of the functions that the files went into */
  functionsOf(files: ReadonlySet<string>): string[];
  knows(functionName: string): boolean;
  learn(metafile: Metafile): void;
}

/** @param folder  the service's folder; what its last build recorded is where this begins */
export function bundleSources(folder: string): BundleSources {
  const sources = new Map<string, ReadonlySet<string>>();
  const learn = (metafile: Metafile, schemas: BuildRecord['schemaSources']) => {
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
    learn(lastBuild, lastBuild.schemaSources);
  }
  return {
    functionsOf(files) {
      const real = [...files].flatMap((file) => [file, ...(existsSync(file) ? [realpathSync(file)] : [])]);
      return [...sources].filter(([, of]) => real.some((file) => of.has(file))).map(([name]) => name);
    },
    knows: (name) => sources.has(name),
    learn: (metafile) => learn(metafile, schemaSources()),
  };
}
