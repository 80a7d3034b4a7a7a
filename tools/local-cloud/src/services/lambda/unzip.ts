import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly path: string;
  readonly content: Buffer;
}

// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.3.16
const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_BYTES = 22;
const DIRECTORY_HEADER_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;

/**
 * Reads the files of a zip archive such as the Serverless Framework packs: stored or deflated, below 4 GB.
 * Throws where the buffer is no such archive.
 */
export function unzip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (
    end < 0 ||
    archive.length < end + END_OF_DIRECTORY_BYTES ||
    archive.readUInt32LE(end) !== END_OF_DIRECTORY
  )
    throw new Error('not a zip archive: it has no end of the central directory');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    const nameBytes = archive.readUInt16LE(at + 28);
    const path = archive.toString(
      'utf8',
      at + DIRECTORY_HEADER_BYTES,
      at + DIRECTORY_HEADER_BYTES + nameBytes,
    );
    if (!path.endsWith('/')) entries.push({ path, content: contentAt(archive, at) });
    at += DIRECTORY_HEADER_BYTES + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function contentAt(archive: Buffer, directoryHeader: number): Buffer {
  const method = archive.readUInt16LE(directoryHeader + 10);
  const compressedBytes = archive.readUInt32LE(directoryHeader + 20);
  const local = archive.readUInt32LE(directoryHeader + 42);
  const start =
    local + LOCAL_HEADER_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const data = archive.subarray(start, start + compressedBytes);
  return method === STORED ? Buffer.from(data) : inflateRawSync(data);
}
