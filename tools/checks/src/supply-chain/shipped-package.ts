import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lock } from '../../../build/src/layers/locked-packages.ts';

/** A package whose code is deployed. */
export interface ShippedPackage {
  readonly name: string;
  /** An SPDX expression; undefined if the package declares none. */
  readonly license: string | undefined;
  readonly author: string | undefined;
  readonly homepage: string | undefined;
  /** The contents of its license and notice files. */
  readonly texts: readonly string[];
}

interface Manifest {
  readonly license?: string | { readonly type?: string };
  readonly author?: string | { readonly name?: string };
  readonly homepage?: string;
}

// cspell:ignore licence -- packages use both spellings
const LEGAL_FILE = /^(?:license|licence|notice|copying)/i;

/**
 * Reads the license of a package. Packages for another platform are not installed; the lock file has their licenses.
 *
 * @param path  the installation path: `node_modules/@middy/core`
 */
export function readPackage(root: string, path: string, lock: Lock): ShippedPackage {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const folder = join(root, path);
  if (!existsSync(join(folder, 'package.json'))) {
    const { license } = (lock.packages[path] ?? {}) as { readonly license?: string };
    return { name, license, author: undefined, homepage: undefined, texts: [] };
  }
  const { license, author, homepage } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  return {
    name,
    license: typeof license === 'object' ? license.type : license,
    author: typeof author === 'object' ? author.name : author,
    homepage,
    texts: readdirSync(folder)
      .filter((file) => LEGAL_FILE.test(file))
      .toSorted()
      .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()),
  };
}
