import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundles } from './dist-folder.ts';
import type { ServiceManifest } from './service-manifest.ts';

/** `dist/images.json`: the image tag and the entry point of each task. */
export type TaskImages = Readonly<Record<string, { readonly tag: string; readonly entry: string }>>;

// 64 bits are enough for the few thousand images of a repository.
const TAG_CHARACTERS = 16;

/**
 * Describes the images of the tasks of a service. The tag is a hash of the Dockerfile and the bundle, so that the same
 * content has the same tag on every machine.
 *
 * @returns file contents by name inside `dist`: `images.json` if the service has tasks
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
