import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runsOn, type Platform, type PlatformLimits } from './platform.ts';

/** The part of package-lock.json (version 3) that layers use. https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

interface LockEntry extends PlatformLimits {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A package of a layer, pinned by its hash. */
export interface LockedPackage {
  /** The installation path: `node_modules/@img/color`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** The hash of its tarball, `sha512-…`. https://www.w3.org/TR/SRI/ */
  readonly integrity: string;
}

/**
 * Finds packages and their dependencies for a platform, with the versions and hashes of the lock file.
 *
 * @param names  packages of the root package.json
 * @returns the packages, sorted by path
 * @throws CommandError if the lock file lacks a package or its hash
 */
export function lockedPackages(lock: Lock, names: readonly string[], platform: Platform): LockedPackage[] {
  const found = new Map<string, LockedPackage>();

  function add(path: string): void {
    if (found.has(path)) return;
    const entry = lock.packages[path]!;
    found.set(path, toLockedPackage(path, entry));
    const { dependencies = {}, optionalDependencies = {} } = entry;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const isOptional = name in optionalDependencies;
      const at = resolveDependency(path, name, lock);
      if (at === undefined && isOptional) continue;
      if (at === undefined) throw missing(name, path);
      if (!isOptional || runsOn(lock.packages[at]!, platform)) add(at);
    }
  }

  for (const name of names) {
    const path = `node_modules/${name}`;
    if (!(path in lock.packages)) throw missing(name, 'a layer');
    add(path);
  }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Resolves a dependency as Node does: in the package's own node_modules first, then in the parent folders. */
function resolveDependency(path: string, name: string, { packages }: Lock): string | undefined {
  for (let folder: string | undefined = path; folder !== undefined; folder = parentPackage(folder)) {
    const candidate = `${folder}${folder === '' ? '' : '/'}node_modules/${name}`;
    if (candidate in packages) return candidate;
  }
  return undefined;
}

/** `node_modules/a` for `node_modules/a/node_modules/b`, and the root '' for `node_modules/a`. */
function parentPackage(path: string): string | undefined {
  if (path === '') return undefined;
  return path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/')));
}

function toLockedPackage(path: string, { version, integrity }: LockEntry): LockedPackage {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (version !== undefined && integrity?.startsWith('sha512-') === true)
    return { path, name, version, integrity };
  throw new CommandError(
    `package-lock.json has no sha512 of ${path}. Delete node_modules and the entry in the lock file, and run "npm install".`,
  );
}

const missing = (name: string, dependent: string): CommandError =>
  new CommandError(
    `package-lock.json has no ${name}, on which ${dependent} depends. Add it to package.json and run "npm install".`,
  );
