import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundles } from './service-build.ts';
import type { ServiceManifest } from './service-manifest.ts';

/** `dist/images.json`: by task, the tag of the image that carries it. */
export type TaskImages = Readonly<Record<string, { readonly tag: string; readonly entry: string }>>;

// 64 bits tell the few thousand images apart that a repository ever sees.
const TAG_CHARACTERS = 16;

/**
 * The images that the tasks of a service run in. A tag is a hash of what goes into the image, the Dockerfile and the
 * bundle: the same content has the same tag on every machine, and a tag never means anything else.
 *
 * @returns file contents by name inside `dist`: `images.json`, where the service has tasks
 */
export function taskImages(
  { folder, tasks }: ServiceManifest,
  { outputFiles }: Bundles,
): Map<string, string> {
  if (tasks.length === 0) return new Map();
  const dockerfile = readFileSync(join(folder, 'Dockerfile'));
  const images: TaskImages = Object.fromEntries(
    tasks.map(({ name }) => {
      const entry = `dist/${name}.mjs`;
      const bundle = outputFiles.find(({ path }) => path === join(folder, entry))!;
      const tag = createHash('sha256').update(dockerfile).update(bundle.contents).digest('hex');
      return [name, { tag: tag.slice(0, TAG_CHARACTERS), entry }];
    }),
  );
  return new Map([['images.json', `${JSON.stringify(images, null, 2)}\n`]]);
}
