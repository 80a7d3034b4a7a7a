import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of a bundle that functions run while `dist` already holds the next one. */
export interface HeldBundles {
  /** Keeps the current bundles of a folder, until they are released. */
  hold(distFolder: string): void;
  release(distFolder: string): void;
  /** The file to load for a bundle: a copy with the same time while it is held. */
  fileOf(bundlePath: string): string;
  /** Releases all. */
  stop(): void;
}

/**
 * Next to `dist`, so that relative imports and source maps of the copies stay valid. A crash leaves the folder, and the next
 * `hold` replaces it.
 */
const heldFolder = (distFolder: string): string => join(dirname(distFolder), '.held');

/**
 * Keeps the bundles of a service while its template is packaged and deployed: a bundle may only run with the template that
 * it was written for, such as with a new environment variable.
 */
export function createHeldBundles(): HeldBundles {
  const held = new Set<string>();
  const remove = (distFolder: string) => rmSync(heldFolder(distFolder), { recursive: true, force: true });
  const copyOf = (bundlePath: string): string =>
    bundlePath.replace(dirname(bundlePath), () => heldFolder(dirname(bundlePath)));

  return {
    hold(distFolder) {
      if (held.has(distFolder) || !existsSync(distFolder)) return;
      remove(distFolder);
      mkdirSync(heldFolder(distFolder), { recursive: true });
      const bundles = readdirSync(distFolder).filter((name) => /\.mjs(?:\.map)?$/.test(name));
      for (const name of bundles) copyWithTime(join(distFolder, name), join(heldFolder(distFolder), name));
      held.add(distFolder);
    },
    // The copies stay: an environment may still be loading one, or read a source map.
    release: (distFolder) => void held.delete(distFolder),
    fileOf: (bundlePath) =>
      held.has(dirname(bundlePath)) && existsSync(copyOf(bundlePath)) ? copyOf(bundlePath) : bundlePath,
    stop() {
      for (const distFolder of held) remove(distFolder);
      held.clear();
    },
  };
}

function copyWithTime(file: string, copy: string): void {
  copyFileSync(file, copy);
  const { atime, mtime } = statSync(file);
  utimesSync(copy, atime, mtime);
}
