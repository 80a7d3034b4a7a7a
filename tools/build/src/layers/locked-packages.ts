import { runsOn, type Platform, type PlatformLimits } from './platform.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/** The part of package-lock.json (version 3) that is read. https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

interface LockEntry extends PlatformLimits {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** One package of a layer, pinned by its hash. */
export interface LockedPackage {
  /** Where it is installed: `node_modules/@img/color`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** `sha512-…`, of its tarball. https://www.w3.org/TR/SRI/ */
  readonly integrity: string;
}

/**
 * Finds packages and all that they need on a platform, each at the version and hash of the lock.
 *
 * @param names  of packages that the root installs
 * @returns them in the order of their paths, so that the same lock makes the same layer
 * @throws CommandError where the lock lacks a package or its hash
 */
export function lockedPackages(lock: Lock, names: readonly string[], platform: Platform): LockedPackage[] {
  const found = new Map<string, LockedPackage>();

  function add(path: string): void {
    if (found.has(path)) return;
    const entry = lock.packages[path]!;
    found.set(path, locked(path, entry));
    const { dependencies = {}, optionalDependencies = {} } = entry;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const isOptional = name in optionalDependencies;
      const at = installedFor(path, name, lock);
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

/** Node looks beside the package's own modules first, then in the folders above. */
function installedFor(path: string, name: string, { packages }: Lock): string | undefined {
  for (let folder: string | undefined = path; folder !== undefined; folder = parentOf(folder)) {
    const candidate = `${folder}${folder === '' ? '' : '/'}node_modules/${name}`;
    if (candidate in packages) return candidate;
  }
  return undefined;
}

/** `node_modules/a/node_modules/b` is installed inside `node_modules/a`, and that in the root, ''. */
function parentOf(path: string): string | undefined {
  if (path === '') return undefined;
  return path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/')));
}

function locked(path: string, { version, integrity }: LockEntry): LockedPackage {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (version !== undefined && integrity?.startsWith('sha512-') === true)
    return { path, name, version, integrity };
  throw new CommandError(
    `package-lock.json holds no sha512 of ${path}: delete node_modules and the lock's entry, and run "npm install".`,
  );
}

const missing = (name: string, neededBy: string): CommandError =>
  new CommandError(
    `package-lock.json has no ${name}, which ${neededBy} needs: add it to package.json and run "npm install".`,
  );
