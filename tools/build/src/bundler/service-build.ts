import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile, OutputFile } from 'esbuild';
import { schemaSources } from './schema-module.ts';
import type { ServiceManifest } from './service-manifest.ts';
import { writeIfChanged } from './write-if-changed.ts';

/** What esbuild hands over when it does not write itself. */
export interface Bundles {
  readonly outputFiles: readonly OutputFile[];
  readonly metafile: Metafile;
}

/** `dist/meta.json`: what each bundle consists of, and the sources that went into its precompiled schemas. */
export interface BuildRecord extends Metafile {
  /** By the schema module's absolute path: absolute paths of all files it was evaluated from. */
  readonly schemaSources: Readonly<Record<string, readonly string[]>>;
}

/**
 * Makes a service's `dist` hold exactly these bundles, their source maps, these documents and `meta.json`.
 * A file whose content stays is not touched.
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
  // A bundle whose function is gone must not be packaged, or loaded, by accident.
  const present = await readdir(dist).catch(() => []);
  for (const name of present)
    if (!names.has(name) && name !== 'meta.json') await rm(join(dist, name), { recursive: true });
  await updateDist(service, bundles, documents);
  await writeIfChanged(join(dist, 'meta.json'), JSON.stringify(record));
}

/**
 * Brings some bundles of a `dist` and its documents up to date.
 *
 * @returns names of the files whose content changed
 */
export async function updateDist(
  { folder }: ServiceManifest,
  { outputFiles }: Pick<Bundles, 'outputFiles'>,
  documents: ReadonlyMap<string, string>,
): Promise<string[]> {
  const dist = join(folder, 'dist');
  const files = new Map<string, string | Uint8Array>(documents);
  for (const { path, contents } of outputFiles) files.set(path.slice(dist.length + 1), contents);
  const written = [...files].map(async ([name, content]) =>
    (await writeIfChanged(join(dist, name), content)) ? [name] : [],
  );
  return (await Promise.all(written)).flat();
}
