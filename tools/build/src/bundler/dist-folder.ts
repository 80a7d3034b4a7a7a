import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile, OutputFile } from 'esbuild';
import { schemaSources } from './schemas/schema-module.ts';
import type { ServiceManifest } from './service-manifest.ts';
import { holds, replaceFile, writeIfChanged } from './write-if-changed.ts';

/** The output of esbuild with `write: false`. */
export interface Bundles {
  readonly outputFiles: readonly OutputFile[];
  readonly metafile: Metafile;
}

/** `dist/meta.json`: the inputs of each bundle, and the sources of its precompiled schemas. */
export interface BuildRecord extends Metafile {
  /** The absolute paths of all source files, by the absolute path of the schema module. */
  readonly schemaSources: Readonly<Record<string, readonly string[]>>;
}

/**
 * Replaces the contents of `dist` by the bundles, their source maps, the documents and `meta.json`. Files that do not
 * change are not written.
 */
export async function replaceDist(
  service: ServiceManifest,
  bundles: Bundles,
  documents: ReadonlyMap<string, string>,
): Promise<void> {
  const dist = join(service.folder, 'dist');
  const record: BuildRecord = { ...bundles.metafile, schemaSources: schemaSources() };
  const names = new Set([
    ...documents.keys(),
    ...bundles.outputFiles.map(({ path }) => path.slice(dist.length + 1)),
  ]);
  // The bundle of a removed function must not be packaged or loaded.
  const present = await readdir(dist).catch(() => []);
  for (const name of present)
    if (!names.has(name) && name !== 'meta.json') await rm(join(dist, name), { recursive: true });
  await updateDist(service, bundles, documents);
  await writeIfChanged(join(dist, 'meta.json'), JSON.stringify(record));
}

/**
 * Updates some bundles and the documents in `dist`.
 *
 * @param onWriting  called with the names of the files that change, before the first one is written
 * @returns the names of the changed files
 */
export async function updateDist(
  { folder }: ServiceManifest,
  { outputFiles }: Pick<Bundles, 'outputFiles'>,
  documents: ReadonlyMap<string, string>,
  onWriting: (files: readonly string[]) => void = () => {},
): Promise<string[]> {
  const dist = join(folder, 'dist');
  const files = new Map<string, string | Uint8Array>(documents);
  for (const { path, contents } of outputFiles) files.set(path.slice(dist.length + 1), contents);
  const changed = await Promise.all(
    [...files].map(async ([name, content]) => ((await holds(join(dist, name), content)) ? [] : [name])),
  );
  const names = changed.flat();
  if (names.length > 0) onWriting(names);
  await Promise.all(names.map((name) => replaceFile(join(dist, name), files.get(name)!)));
  return names;
}
