import { createHash, randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import type { LockedPackage } from './locked-packages.ts';
import { npmPack } from './npm-pack.ts';

interface Dependencies {
  /** Stores tarballs by their hash, so that a layer can be rebuilt offline. */
  readonly cacheFolder: string;
  /** Downloads the tarballs of `name@version` into a folder. */
  readonly download?: (specifiers: readonly string[], folder: string) => void;
}

/**
 * Fetches the tarballs of packages, from the cache or from the registry.
 *
 * @returns the tarball of each package, verified with the hash of the lock file
 * @throws CommandError if the download fails or a hash differs
 */
export function packageTarballs(
  packages: readonly LockedPackage[],
  { cacheFolder, download = npmPack }: Dependencies,
): Map<LockedPackage, Buffer> {
  const tarballs = new Map<LockedPackage, Buffer>();
  for (const each of packages) {
    const cached = readVerified(cachedFile(cacheFolder, each), each.integrity);
    if (cached) tarballs.set(each, cached);
  }
  const wanted = packages.filter((each) => !tarballs.has(each));
  const fetched = wanted.length === 0 ? new Map<string, Buffer>() : downloadAll(wanted, download);
  for (const each of wanted) {
    const tarball = fetched.get(each.integrity);
    if (!tarball) throw integrityMismatch(each);
    writeCache(cachedFile(cacheFolder, each), tarball);
    tarballs.set(each, tarball);
  }
  return tarballs;
}

/** @returns the downloaded tarballs by their hash; file names are not relevant */
function downloadAll(
  packages: readonly LockedPackage[],
  download: NonNullable<Dependencies['download']>,
): Map<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewind-layer-'));
  try {
    download(
      packages.map(({ name, version }) => `${name}@${version}`),
      folder,
    );
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
    return new Map(files.map((file) => [integrityOf(file), file]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns a cached tarball, or undefined if it is missing or its hash differs */
function readVerified(file: string, integrity: string): Buffer | undefined {
  try {
    const content = readFileSync(file);
    return integrityOf(content) === integrity ? content : undefined;
  } catch {
    return undefined;
  }
}

function writeCache(file: string, content: Buffer): void {
  const draft = `${file}.${randomUUID()}`;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(draft, content);
  renameSync(draft, file);
}

const cachedFile = (folder: string, { name, version, integrity }: LockedPackage): string =>
  join(
    folder,
    `${name.replace('/', '+')}-${version}-${createHash('sha256').update(integrity).digest('hex').slice(0, 16)}.tgz`,
  );

const integrityOf = (content: Buffer): string =>
  `sha512-${createHash('sha512').update(content).digest('base64')}`;

const integrityMismatch = ({ name, version, integrity }: LockedPackage): CommandError =>
  new CommandError(
    `${name}@${version} from the registry does not match package-lock.json (${integrity.slice(0, 23)}…). ` +
      'Find out what changed before you trust it.',
  );
