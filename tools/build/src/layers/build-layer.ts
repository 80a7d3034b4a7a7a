import { chmodSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, matchesGlob } from 'node:path';
import { lockedPackages, type Lock, type LockedPackage } from './locked-packages.ts';
import type { Platform } from './platform.ts';
import { tarballFiles } from './tarball-files.ts';

interface Dependencies {
  readonly packages: readonly string[];
  /** Globs of files that are not used at runtime, relative to the folder of all packages. */
  readonly exclude: readonly string[];
  readonly lock: Lock;
  readonly platform: Platform;
  /** The folder of the layer, whose contents are replaced. */
  readonly folder: string;
  readonly fetch: (packages: readonly LockedPackage[]) => Map<LockedPackage, Buffer>;
}

// Lambda adds this folder to the module path: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-layers.html
const PACKAGES = 'nodejs/node_modules';
// The earliest time that a zip can store.
const WRITTEN_AT = new Date('1980-01-01T00:00:00Z');

/**
 * Writes the files of a layer: packages and their dependencies for a platform, from tarballs verified with the lock file.
 * The result is reproducible: the same lock file gives the same files, times and modes on every machine.
 *
 * @returns the packages in the layer
 * @throws CommandError if a package cannot be fetched or does not match the lock file
 */
export function buildLayer({
  packages,
  exclude,
  lock,
  platform,
  folder,
  fetch,
}: Dependencies): LockedPackage[] {
  const locked = lockedPackages(lock, packages, platform);
  const tarballs = fetch(locked);
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  for (const each of locked) {
    const installedAt = each.path.slice('node_modules/'.length);
    for (const { path, content } of tarballFiles(tarballs.get(each)!)) {
      const file = `${installedAt}/${path}`;
      if (!exclude.some((glob) => matchesGlob(file, glob)))
        writeNormalized(join(draft, PACKAGES, file), content);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return locked;
}

function writeNormalized(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, 0o644);
  utimesSync(file, WRITTEN_AT, WRITTEN_AT);
}
