import { chmodSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, matchesGlob } from 'node:path';
import { lockedPackages, type Lock, type LockedPackage } from './locked-packages.ts';
import type { Platform } from './platform.ts';
import { tarballFiles } from './tarball-files.ts';

interface Dependencies {
  readonly packages: readonly string[];
  /** Globs of files that nothing reads at run time, below the folder of all packages. */
  readonly leaveOut: readonly string[];
  readonly lock: Lock;
  readonly platform: Platform;
  /** Where the layer's files go; what was there is replaced. */
  readonly folder: string;
  readonly fetch: (packages: readonly LockedPackage[]) => Map<LockedPackage, Buffer>;
}

// Lambda looks here: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-layers.html
const PACKAGES = 'nodejs/node_modules';
// The oldest time that a zip can hold.
const WRITTEN_AT = new Date('1980-01-01T00:00:00Z');

/**
 * Writes the files of a layer: packages with all they need on a platform, from tarballs whose hash is the lock's.
 * The same lock makes the same files, with the same times and modes, on any machine.
 *
 * @returns the packages in it
 * @throws CommandError where a package cannot be had as the lock has it
 */
export function buildLayer({
  packages,
  leaveOut,
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
      if (!leaveOut.some((glob) => matchesGlob(file, glob)))
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
