import { gunzipSync } from 'node:zlib';

/** A file of a package. */
export interface TarballFile {
  /** The path in the package, with forward slashes. */
  readonly path: string;
  readonly content: Buffer;
}

const BLOCK_BYTES = 512;

/**
 * Reads the files of an npm tarball, without owners, times and modes. It rejects links, which the registry does not
 * accept either.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 *
 * @throws Error if an entry is outside of the package, or neither a file nor a folder
 */
export function tarballFiles(tarball: Buffer): TarballFile[] {
  const archive = gunzipSync(tarball);
  const files: TarballFile[] = [];
  let longPath: string | undefined;
  for (let at = 0; at + BLOCK_BYTES <= archive.length && archive[at] !== 0;) {
    const header = archive.subarray(at, at + BLOCK_BYTES);
    const size = Number.parseInt(text(header, 124, 12), 8);
    const content = archive.subarray(at + BLOCK_BYTES, at + BLOCK_BYTES + size);
    const type = text(header, 156, 1);
    if (type === 'x') longPath = parsePaxPath(content) ?? longPath;
    else if (type === '' || type === '0') {
      files.push({ path: toPackagePath(longPath ?? shortPath(header)), content });
      longPath = undefined;
    } else if (type === '5') longPath = undefined;
    else if (type !== 'g')
      throw new Error(`The tarball contains an entry of type "${type}", which is not a file.`);
    at += BLOCK_BYTES + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
  return files;
}

const text = (block: Buffer, at: number, length: number): string =>
  block.toString('utf8', at, at + length).replace(/\0.*$/s, '');

function shortPath(header: Buffer): string {
  const prefix = text(header, 345, 155);
  return `${prefix}${prefix === '' ? '' : '/'}${text(header, 0, 100)}`;
}

/** A record of an extended header: `30 path=package/lib/…\n`. */
function parsePaxPath(records: Buffer): string | undefined {
  return /(?:^|\n)\d+ path=(.*)\n/.exec(records.toString('utf8'))?.[1];
}

/** Removes the root folder of the tarball, usually `package`. */
function toPackagePath(path: string): string {
  const [, ...inside] = path.split('/');
  const isInside = inside.length > 0 && inside.every((part) => part !== '' && part !== '.' && part !== '..');
  if (isInside && !path.includes('\\')) return inside.join('/');
  throw new Error(`The tarball contains ${path}, which is outside of the package.`);
}
