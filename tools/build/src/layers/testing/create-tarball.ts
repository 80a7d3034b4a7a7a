import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

interface Entry {
  readonly path: string;
  readonly content?: string;
  /** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 */
  readonly type?: string;
}

const BLOCK_BYTES = 512;

/** Creates an npm tarball. */
export function createTarball(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ path, content = '', type = '0' }) => {
    const header = Buffer.alloc(BLOCK_BYTES);
    const data = Buffer.from(content);
    header.write(path, 0, 100);
    header.write(data.length.toString(8).padStart(11, '0'), 124);
    header.write(type, 156);
    const padding = Buffer.alloc((BLOCK_BYTES - (data.length % BLOCK_BYTES)) % BLOCK_BYTES);
    return [header, data, padding];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK_BYTES)]));
}

export const integrityOf = (content: Buffer): string =>
  `sha512-${createHash('sha512').update(content).digest('base64')}`;
