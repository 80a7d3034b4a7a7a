import { rm, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build, formatMessages, type BuildFailure, type Message } from 'esbuild';
import { apiDocuments } from './api-documents.ts';
import { BuildError } from './build-error.ts';
import { bundleOptions } from './bundle-options.ts';
import { readServiceManifest } from './service-manifest.ts';
import { writeIfChanged } from './write-if-changed.ts';

/**
 * Builds a service into its `dist`: one bundle per function with its source map, the models and parameters for
 * API Gateway, the OpenAPI page, and `meta.json`, which says what every bundle consists of.
 *
 * @param folder  the service's folder
 * @throws BuildError, or esbuild's BuildFailure, when the service has a mistake
 */
export async function buildService(folder: string): Promise<void> {
  const service = readServiceManifest(folder);
  const dist = join(service.folder, 'dist');
  const [bundles, documents] = await Promise.all([build(bundleOptions(service)), apiDocuments(service)]);
  const files = new Map<string, string | Uint8Array>(documents);
  for (const { path, contents } of bundles.outputFiles) files.set(path.slice(dist.length + 1), contents);
  files.set('meta.json', JSON.stringify(bundles.metafile));
  await removeOthers(dist, files);
  for (const [name, content] of files) await writeIfChanged(join(dist, name), content);
}

/** A bundle whose function is gone must not be packaged, or loaded, by accident. */
async function removeOthers(dist: string, files: ReadonlyMap<string, unknown>): Promise<void> {
  const present = await readdir(dist).catch(() => []);
  for (const name of present) if (!files.has(name)) await rm(join(dist, name), { recursive: true });
}

/** @returns what the author of a service needs to read when its build failed */
export async function readableFailure(error: unknown): Promise<string> {
  if (error instanceof BuildError) return `${error.message}\n`;
  if (!isBuildFailure(error)) return `${(error as Error).stack}\n`;
  return (await formatMessages(error.errors, { kind: 'error', color: process.stderr.isTTY })).join('');
}

const isBuildFailure = (error: unknown): error is BuildFailure =>
  Array.isArray((error as { errors?: Message[] }).errors);

if (import.meta.main) {
  try {
    await buildService(process.argv[2] ?? process.cwd());
  } catch (error) {
    process.stderr.write(await readableFailure(error));
    process.exitCode = 1;
  }
}
